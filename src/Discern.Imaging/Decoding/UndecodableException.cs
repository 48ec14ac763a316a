namespace Discern.Imaging.Decoding;

/// <summary>Contents that cannot be decoded, for a reason found before libvips saw them; they have no name here.</summary>
internal sealed class UndecodableException(string reason) : Exception(reason);
