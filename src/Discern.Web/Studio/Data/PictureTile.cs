namespace Discern.Web.Studio.Data;

/// <summary>A picture in its place in the grid.</summary>
/// <param name="Number">Its place, from 0.</param>
/// <param name="Total">How many pictures the grid has.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Answer">What the filter's run says of it; null where it says nothing.</param>
/// <param name="Filter">The filter of the grid.</param>
public sealed record PictureTile(int Number, int Total, DataPicture Picture, RunAnswer? Answer, DataFilter Filter)
{
    /// <summary>The address of the picture's own page.</summary>
    public string Address => AddressOf(Picture.Path, Filter);

    /// <summary>The address of its thumbnail.</summary>
    public string Thumbnail => ThumbnailOf(Picture.Path);

    /// <summary>The address of the page of a picture.</summary>
    public static string AddressOf(string path, DataFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return $"{DataPart.Address}/picture?path={Uri.EscapeDataString(path)}&{filter.Query}".TrimEnd('&');
    }

    /// <summary>The address of the thumbnail of a picture.</summary>
    public static string ThumbnailOf(string path) => $"{DataPart.Address}/thumbnail?path={Uri.EscapeDataString(path)}";
}
