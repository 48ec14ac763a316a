namespace Discern.Features.Backbones;

/// <summary>A file that an npm package ships.</summary>
/// <param name="Path">Inside the package, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 in small hexadecimal digits.</param>
public sealed record PackagedFile(string Path, long Bytes, string Sha256);
