namespace Discern.Web.Reports;

/// <summary>The pictures behind a cell of the confusion matrix.</summary>
/// <param name="Row">The true class, an index into the report's classes.</param>
/// <param name="Column">The answer, an index into the report's classes.</param>
/// <param name="Pictures">Those that are shown, the surest answers first.</param>
/// <param name="Others">Paths of the next ones, which are only named; text from outside.</param>
/// <param name="Unnamed">How many more there are.</param>
public sealed record CellGallery(int Row, int Column, IReadOnlyList<GalleryPicture> Pictures, IReadOnlyList<string> Others, long Unnamed)
{
    /// <summary>The name of the cell in links.</summary>
    public string Id => $"cell-{Row}-{Column}";
}
