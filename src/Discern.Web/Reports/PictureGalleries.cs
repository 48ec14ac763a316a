namespace Discern.Web.Reports;

/// <summary>The pictures of the report, as they are shown by class, by cell of the confusion matrix, and by doubt.</summary>
/// <param name="Classes">The classes with the most mistakes, in the report's order.</param>
/// <param name="Cells">The cells that are not empty.</param>
/// <param name="Uncertain">Those about which the classifier was least sure.</param>
public sealed record PictureGalleries(IReadOnlyList<ClassGallery> Classes, IReadOnlyList<CellGallery> Cells, IReadOnlyList<GalleryPicture> Uncertain)
{
    /// <summary>Every picture that is shown anywhere, once.</summary>
    public IEnumerable<GalleryPicture> Pictures =>
        Classes.SelectMany(item => (IEnumerable<GalleryPicture>)[.. item.Right.Pictures, .. item.Missed.Pictures, .. item.FalseAlarms.Pictures])
            .Concat(Cells.SelectMany(cell => cell.Pictures))
            .Concat(Uncertain)
            .DistinctBy(picture => picture.Number);
}
