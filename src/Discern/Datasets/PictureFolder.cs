namespace Discern.Datasets;

/// <summary>A folder of pictures without labels, as they are to be classified.</summary>
public static class PictureFolder
{
    /// <summary>The pictures in a folder, at any depth, in the ordinal order of their paths.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="remark">What was passed by, in a sentence; null where nothing was.</param>
    /// <returns>Paths that begin with <paramref name="path"/>.</returns>
    /// <exception cref="DiscernException">The folder, or one inside, cannot be read.</exception>
    public static IReadOnlyList<string> List(string path, out string? remark)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var files = new PictureFiles();
        try
        {
            List<string> pictures =
            [
                .. files.PicturesIn(new DirectoryInfo(path))
                    .Select(file => Path.Combine(path, Path.GetRelativePath(Path.GetFullPath(path), file.FullName)))
                    .Order(StringComparer.Ordinal),
            ];
            remark = files.Remark;
            return pictures;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{path}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }
}
