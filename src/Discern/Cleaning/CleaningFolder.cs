namespace Discern.Cleaning;

/// <summary>Where the findings about a collection, and what was set aside of it, are kept: a folder beside it.</summary>
/// <remarks>Beside and not inside, so that no quarantined picture is ever taken for one of a class.</remarks>
public sealed class CleaningFolder
{
    private CleaningFolder(string path) => Path = path;

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The table of issues.</summary>
    public string IssuesPath => System.IO.Path.Combine(Path, "issues.csv");

    /// <summary>The gallery of issues.</summary>
    public string GalleryPath => System.IO.Path.Combine(Path, "gallery.html");

    /// <summary>Every decision, in SQLite's format.</summary>
    public string CataloguePath => System.IO.Path.Combine(Path, "catalogue.db");

    /// <summary>Pictures that were set aside, each under the path that it had.</summary>
    public string QuarantinePath => System.IO.Path.Combine(Path, "quarantine");

    /// <summary>The table of what is in quarantine, for people without Discern.</summary>
    public string ManifestPath => System.IO.Path.Combine(QuarantinePath, "manifest.csv");

    /// <summary>The folder of a collection at its usual place; null where it was not made yet.</summary>
    /// <param name="collection">The collection's folder.</param>
    public static CleaningFolder? Find(string collection)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(collection);
        string path = Beside(collection);
        return Directory.Exists(path) ? new CleaningFolder(path) : null;
    }

    /// <summary>The folder for a collection; makes it where it is not there yet.</summary>
    /// <param name="collection">The collection's folder.</param>
    /// <param name="path">The folder; null for the collection's own path with "-clean" after it.</param>
    /// <exception cref="DiscernException">It lies inside the collection, or cannot be made.</exception>
    public static CleaningFolder Open(string collection, string? path = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(collection);
        string root = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(collection));
        string full = System.IO.Path.TrimEndingDirectorySeparator(path is null ? Beside(collection) : System.IO.Path.GetFullPath(path));
        if ((full + System.IO.Path.DirectorySeparatorChar).StartsWith(root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new DiscernException($"'{full}' lies inside the pictures' folder, where its quarantine would be taken for a class. Name a folder beside '{root}'.");
        }

        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{full}' cannot be made: {exception.Message.TrimEnd('.')}. Name another one.", exception);
        }

        return new CleaningFolder(full);
    }

    private static string Beside(string collection) => System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(collection)) + "-clean";
}
