namespace Discern.Web.Reports;

/// <summary>A small picture that stands in the report itself.</summary>
/// <param name="MediaType">The encoding: "image/webp", "image/jpeg" or "image/png".</param>
/// <param name="Contents">The encoded picture.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record Thumbnail(string MediaType, ReadOnlyMemory<byte> Contents, int Width, int Height)
{
    /// <summary>The picture as an address that needs no network.</summary>
    public string DataUri => $"data:{MediaType};base64,{Convert.ToBase64String(Contents.Span)}";
}
