namespace Discern.Datasets;

/// <summary>Finds the picture of a row that gives an <c>id</c> and no <c>path</c>, among the files that are there.</summary>
/// <remarks>In this order: <c>category/id</c>, <c>id</c>, and the only picture anywhere whose name is <c>id</c>; the extension is left aside.</remarks>
internal sealed class PictureNames
{
    private readonly Dictionary<string, FileInfo> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileInfo?> byName = new(StringComparer.Ordinal);

    public PictureNames(DirectoryInfo root)
    {
        foreach (FileInfo file in new PictureFiles().PicturesIn(root).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(root.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            byPath.TryAdd(Path.ChangeExtension(relative, null), file);
            string name = Path.GetFileNameWithoutExtension(file.Name);
            if (!byName.TryAdd(name, file))
            {
                byName[name] = null; // two pictures bear the name: neither is meant for sure
            }
        }
    }

    public FileInfo? Find(string id, string category)
    {
        if (byPath.TryGetValue($"{category}/{id}", out FileInfo? file) || byPath.TryGetValue(id, out file))
        {
            return file;
        }

        return byName.GetValueOrDefault(id);
    }
}
