namespace Discern.Serving;

/// <summary>A picture's file in memory.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Contents">Its bytes.</param>
public readonly record struct EncodedPicture(string Name, ReadOnlyMemory<byte> Contents);
