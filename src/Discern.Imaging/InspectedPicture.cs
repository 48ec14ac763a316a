namespace Discern.Imaging;

/// <summary>What one look at a picture's file tells.</summary>
/// <param name="Header">Format, dimensions, camera.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in small hexadecimal digits.</param>
/// <param name="Thumbnail">The picture in colour, small.</param>
public sealed record InspectedPicture(PictureHeader Header, long Bytes, string Sha256, Picture Thumbnail);
