namespace Discern.Web.Reports;

/// <summary>What a class looks like to the classifier: the surest answers of each kind, the surest first.</summary>
/// <param name="Class">The class; text from outside.</param>
public sealed record ClassGallery(string Class)
{
    /// <summary>The mean of its pictures; null where none could be read.</summary>
    public Thumbnail? Average { get; init; }

    /// <summary>How many pictures it is the mean of.</summary>
    public int Averaged { get; init; }

    /// <summary>Rightly answered.</summary>
    public GalleryRow Right { get; init; } = GalleryRow.Empty;

    /// <summary>Pictures of the class that were answered as another: false negatives.</summary>
    public GalleryRow Missed { get; init; } = GalleryRow.Empty;

    /// <summary>Pictures of other classes that were answered as this one: false positives.</summary>
    public GalleryRow FalseAlarms { get; init; } = GalleryRow.Empty;
}
