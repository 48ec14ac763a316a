using Discern.Datasets;

namespace Discern.Cleaning;

/// <summary>The pictures of a folder with the classes and splits that the folder itself gives, and none that were drawn.</summary>
/// <param name="Root">The full path of the folder.</param>
/// <param name="Pictures">In the ordinal order of their paths.</param>
/// <param name="Remarks">What was left out, as sentences.</param>
public sealed record Collection(string Root, IReadOnlyList<CollectedPicture> Pictures, IReadOnlyList<string> Remarks)
{
    /// <summary>Whether a table gives the classes, and not folders.</summary>
    public bool HasTable => File.Exists(Path.Combine(Root, IndexReader.FileName));

    /// <summary>Lists the pictures; none is opened.</summary>
    /// <param name="path">A data set as <see cref="DatasetReader"/> knows it, or a folder of pictures without classes.</param>
    /// <exception cref="DiscernException">The folder is not there or cannot be read, or holds no picture.</exception>
    public static Collection Read(string path)
    {
        var root = new DirectoryInfo(Path.GetFullPath(path));
        if (!root.Exists)
        {
            throw new DiscernException($"There is no folder '{root.FullName}'. Give the folder that holds the pictures.");
        }

        try
        {
            Collection collection = OfClasses(root) ?? WithoutClasses(root);
            return collection.Pictures.Count > 0
                ? collection
                : throw new DiscernException($"No picture is in '{root.FullName}'. Give the folder that holds the pictures.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{root.FullName}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    private static Collection? OfClasses(DirectoryInfo root)
    {
        var remarks = new List<string>();
        List<Listing> listings = File.Exists(Path.Combine(root.FullName, IndexReader.FileName))
            ? new IndexReader(root, remarks).Read()
            : new FolderReader(root, remarks).Read();
        bool areClasses = listings.Select(listing => listing.Category).Distinct(StringComparer.Ordinal).Skip(1).Any();
        return areClasses
            ? new Collection(
                root.FullName,
                [.. listings.OrderBy(listing => listing.Path, StringComparer.Ordinal).Select(listing => new CollectedPicture(listing.Path, listing.Category, listing.Split))],
                remarks)
            : null;
    }

    // One class, or none: a messy folder is cleaned as it stands, pictures at every depth.
    private static Collection WithoutClasses(DirectoryInfo root)
    {
        var folder = new PictureFolder(root.FullName);
        string[] paths = [.. folder.Pictures()];
        return new Collection(
            root.FullName,
            [.. paths.Select(path => new CollectedPicture(Path.GetRelativePath(root.FullName, path).Replace(Path.DirectorySeparatorChar, '/'), Label: null, Split: null))],
            folder.Remark is { } remark ? [remark] : []);
    }
}
