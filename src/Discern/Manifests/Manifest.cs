using Discern.Datasets;

namespace Discern.Manifests;

/// <summary>A list of pictures of any length, walked one by one in the same memory: a folder, or a table such as <c>index.csv</c>.</summary>
/// <remarks>A folder's pictures come in the ordinal order of their paths, a table's in the order of its rows.</remarks>
/// <example><code>
/// Manifest manifest = Manifest.Open("pictures/index.csv");
/// foreach (ManifestEntry entry in manifest.Entries()) { … }
/// </code></example>
public abstract class Manifest
{
    /// <summary>The extension that tells a table from a picture.</summary>
    private const string TableExtension = ".csv";

    private protected Manifest(string path) => Path = path;

    /// <summary>The folder or table, as it was named.</summary>
    public string Path { get; }

    /// <summary>The columns that an entry has fields of: of a folder <c>path</c>, <c>category</c> and <c>split</c>, of a table its own.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The folder that holds the pictures, beginning as the manifest was named.</summary>
    public abstract string Root { get; }

    /// <summary>What was passed by so far, in a sentence; null where nothing was.</summary>
    public abstract string? Remark { get; }

    /// <summary>Whether a path names a table of pictures, by its extension.</summary>
    public static bool IsTable(string path) => string.Equals(System.IO.Path.GetExtension(path), TableExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Names a folder or a table; it is read as its entries are asked for.</summary>
    /// <param name="path">A folder of pictures at any depth, or a file ending with <c>.csv</c> that has a column <c>path</c>, from its own folder.</param>
    /// <exception cref="DiscernException">Neither is there.</exception>
    public static Manifest Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            return new FolderManifest(path);
        }

        if (!File.Exists(path))
        {
            throw new DiscernException($"There is no folder or table '{path}'. Give a folder of pictures, or a table of them such as {IndexReader.FileName}.");
        }

        return IsTable(path)
            ? new TableManifest(path)
            : throw new DiscernException($"'{path}' is a file, and no table of pictures by its name. Give a folder of pictures, or a table of them such as {IndexReader.FileName}.");
    }

    /// <summary>The pictures, read as they are taken.</summary>
    /// <exception cref="DiscernException">The folder or the table cannot be read, or the table is malformed; the sentence says the line.</exception>
    public abstract IEnumerable<ManifestEntry> Entries();
}
