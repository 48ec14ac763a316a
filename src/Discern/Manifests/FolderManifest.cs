using Discern.Datasets;

namespace Discern.Manifests;

/// <summary>The pictures of a folder at any depth; folders' names tell class and split.</summary>
internal sealed class FolderManifest(string path) : Manifest(path)
{
    private readonly PictureFolder folder = new(path);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; } = ["path", "category", "split"];

    /// <inheritdoc/>
    public override string Root => Path;

    /// <inheritdoc/>
    public override string? Remark => folder.Remark;

    /// <inheritdoc/>
    public override IEnumerable<ManifestEntry> Entries() =>
        folder.Pictures().Select((file, position) => Describe(position, file, System.IO.Path.GetRelativePath(Path, file).Replace(System.IO.Path.DirectorySeparatorChar, '/')));

    private static ManifestEntry Describe(long position, string file, string path)
    {
        string[] parts = path.Split('/');
        Split? split = parts.Length > 2 ? SplitNames.Parse(parts[0]) : null;
        string category = split is not null ? parts[1] : parts.Length > 1 ? parts[0] : "";
        return new ManifestEntry(position, file, path, category, split, Sha256: null, [path, category, split is { } known ? SplitNames.Name(known) : ""]);
    }
}
