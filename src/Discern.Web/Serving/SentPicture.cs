namespace Discern.Web.Serving;

/// <summary>A picture's file as JSON.</summary>
/// <param name="Data">The file, in base64.</param>
/// <param name="Name">What to call it in the answer; null for its number.</param>
internal sealed record SentPicture(byte[] Data, string? Name = null);
