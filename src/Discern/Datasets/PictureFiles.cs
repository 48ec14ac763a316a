namespace Discern.Datasets;

/// <summary>Walks folders for files that may be pictures and counts what it passes by.</summary>
/// <remarks>What a file really holds is the decoder's to say: the extension only keeps tables, notes and archives out.</remarks>
internal sealed class PictureFiles
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "", ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff", ".avif", ".heif", ".heic", ".svg", ".bmp",
        ".pgm", ".ppm", ".pbm", ".pnm",
    };

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly SortedSet<string> otherExtensions = new(StringComparer.OrdinalIgnoreCase);
    private int hiddenCount;
    private int otherCount;

    /// <summary>The sentence about what was passed by; null where nothing was.</summary>
    public string? Remark
    {
        get
        {
            if (hiddenCount + otherCount == 0)
            {
                return null;
            }

            string others = otherCount == 0 ? "" : $"{otherCount} that are not pictures by their extension ({string.Join(", ", otherExtensions.Take(5))})";
            string hidden = hiddenCount == 0 ? "" : $"{hiddenCount} hidden";
            string both = others.Length > 0 && hidden.Length > 0 ? " and " : "";
            return $"Files and folders left out: {others}{both}{hidden}.";
        }
    }

    /// <summary>Whether a file of this name is taken for a picture.</summary>
    public static bool IsPictureName(string name) => !name.StartsWith('.') && Extensions.Contains(Path.GetExtension(name));

    /// <summary>The folders and the pictures directly inside, hidden ones left out.</summary>
    public (List<DirectoryInfo> Folders, List<FileInfo> Pictures) Contents(DirectoryInfo folder)
    {
        List<FileSystemInfo> children = [.. Visible(folder).OrderBy(child => child.Name, StringComparer.Ordinal)];
        return ([.. children.OfType<DirectoryInfo>()], [.. children.OfType<FileInfo>().Where(IsCountedAsPicture)]);
    }

    /// <summary>The names of folders, with a slash behind each, and of pictures directly inside, hidden ones left out.</summary>
    public IEnumerable<string> Names(DirectoryInfo folder) => Visible(folder)
        .Where(child => child is DirectoryInfo || IsCountedAsPicture((FileInfo)child))
        .Select(child => child is DirectoryInfo ? $"{child.Name}/" : child.Name);

    /// <summary>The pictures inside, at any depth.</summary>
    public IEnumerable<FileInfo> PicturesIn(DirectoryInfo folder)
    {
        foreach (FileSystemInfo child in Visible(folder))
        {
            if (child is DirectoryInfo inner)
            {
                foreach (FileInfo picture in PicturesIn(inner))
                {
                    yield return picture;
                }
            }
            else if (IsCountedAsPicture((FileInfo)child))
            {
                yield return (FileInfo)child;
            }
        }
    }

    /// <summary>The length of a file in bytes, of the file it points to where it is a link; 0 where it has vanished.</summary>
    public static long SizeOf(FileInfo file)
    {
        try
        {
            bool isLink = file.Attributes.HasFlag(FileAttributes.ReparsePoint);
            return isLink && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : file.Length;
        }
        catch (IOException)
        {
            // A vanished picture keeps its place in the data set: the decoder names it with its reason.
            return 0;
        }
    }

    private IEnumerable<FileSystemInfo> Visible(DirectoryInfo folder)
    {
        foreach (FileSystemInfo child in folder.EnumerateFileSystemInfos("*", Everything))
        {
            if (child.Name.StartsWith('.') || child.Attributes.HasFlag(FileAttributes.Hidden))
            {
                hiddenCount++;
            }
            else if (child is FileInfo || !LeadsBackUp((DirectoryInfo)child))
            {
                yield return child;
            }
        }
    }

    private bool IsCountedAsPicture(FileInfo file)
    {
        if (Extensions.Contains(file.Extension))
        {
            return true;
        }

        otherCount++;
        otherExtensions.Add(file.Extension);
        return false;
    }

    /// <summary>A link to a folder above itself would be walked for ever.</summary>
    private static bool LeadsBackUp(DirectoryInfo folder) =>
        folder.Attributes.HasFlag(FileAttributes.ReparsePoint)
        && folder.ResolveLinkTarget(returnFinalTarget: true) is { } target
        && (folder.FullName + Path.DirectorySeparatorChar).StartsWith(target.FullName.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
