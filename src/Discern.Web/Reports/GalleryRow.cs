namespace Discern.Web.Reports;

/// <summary>Some pictures of a kind.</summary>
/// <param name="Count">How many there are in all.</param>
/// <param name="Pictures">Those that are shown.</param>
public sealed record GalleryRow(long Count, IReadOnlyList<GalleryPicture> Pictures)
{
    /// <summary>None.</summary>
    public static GalleryRow Empty { get; } = new(0, []);
}
