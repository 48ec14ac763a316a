using Discern.Imaging;

namespace Discern.Cleaning;

/// <summary>What one look at a readable picture tells.</summary>
/// <param name="Header">Format, dimensions, camera.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in small hexadecimal digits.</param>
/// <param name="Tone">How bright, how rich in contrast, detail and colour it is.</param>
/// <param name="Shape">What it looks like, for comparing it with others.</param>
public sealed record PictureFacts(PictureHeader Header, long Bytes, string Sha256, PictureTone Tone, PictureShape Shape);
