namespace Discern.Cleaning.Adding;

/// <summary>A picture from elsewhere.</summary>
/// <param name="Name">What its file is called there: text from outside.</param>
/// <param name="Read">Gives the file's bytes, when they are needed and not before.</param>
public sealed record NewPicture(string Name, Func<byte[]> Read);
