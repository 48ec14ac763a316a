using Discern.Datasets;

namespace Discern.Splitting;

/// <summary>Builds a folder under a hidden name beside its place and renames it once it is whole: whoever finds it in its place finds all of it.</summary>
internal sealed class SplitFolder : IDisposable
{
    private readonly string path;
    private readonly string draft;
    private bool isFinished;

    private SplitFolder(string path, string draft)
    {
        this.path = path;
        this.draft = draft;
    }

    /// <summary>How many hard links were made.</summary>
    public int Links { get; private set; }

    /// <summary>How many copies were made.</summary>
    public int Copies { get; private set; }

    /// <summary>Refuses a place that is taken, or where the split would be taken for a class of its own data set.</summary>
    /// <exception cref="DiscernException">It is refused.</exception>
    public static void Check(string path, string data)
    {
        if (Path.Exists(path))
        {
            throw new DiscernException($"'{path}' is there already, and no split overwrites what it did not make. Name a folder that is not there yet.");
        }

        string inside = Path.TrimEndingDirectorySeparator(data) + Path.DirectorySeparatorChar;
        if (path.StartsWith(inside, StringComparison.Ordinal))
        {
            throw new DiscernException($"'{path}' lies inside the pictures' folder, where it would be taken for a class. Name a folder beside '{data}'.");
        }
    }

    /// <summary>Begins the folder.</summary>
    /// <param name="path">Its full path, as <see cref="Check"/> found it good.</param>
    /// <param name="remarks">Is told of what earlier calls left that were killed.</param>
    public static SplitFolder Begin(string path, List<string> remarks)
    {
        string above = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(above);
        string place = DraftName(1);
        for (int number = 2; Path.Exists(place); number++)
        {
            remarks.Add($"'{place}' was left by a split that was stopped half way, or is being made by another one. Unless that is still at work, it can be deleted.");
            place = DraftName(number);
        }

        Directory.CreateDirectory(place);
        return new SplitFolder(path, place);

        string DraftName(int number) => Path.Combine(above, $".{Path.GetFileName(path)}.part{(number == 1 ? "" : $"{number}")}");
    }

    /// <summary>Makes a folder for each class in each part, so that a class without pictures there keeps its number in Keras and torchvision.</summary>
    public void MakeFolders(IEnumerable<Split> parts, IReadOnlyList<string> classFolders)
    {
        foreach (Split part in parts)
        {
            foreach (string folder in classFolders)
            {
                Directory.CreateDirectory(Path.Combine(draft, SplitNames.Name(part), folder));
            }
        }
    }

    /// <summary>Links or copies a picture to its place.</summary>
    /// <param name="source">The full path of the picture.</param>
    /// <param name="place">Its place in the folder, with forward slashes.</param>
    /// <param name="links">Whether a hard link will do.</param>
    /// <returns>Null; or the reason why the picture cannot be read.</returns>
    public string? Place(string source, string place, bool links)
    {
        string full = Path.Combine(draft, place.Replace('/', Path.DirectorySeparatorChar));
        if (links && HardLink.TryCreate(source, full))
        {
            Links++;
            return null;
        }

        FileStream original;
        try
        {
            original = File.OpenRead(source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message.TrimEnd('.') + ".";
        }

        using (original)
        using (var copy = new FileStream(full, FileMode.CreateNew, FileAccess.Write))
        {
            original.CopyTo(copy);
        }

        Copies++;
        return null;
    }

    /// <summary>Writes the table and moves the folder to its place.</summary>
    /// <exception cref="DiscernException">The table cannot be written, or something took the place meanwhile.</exception>
    public void Finish(IReadOnlyList<SplitPicture> pictures, IReadOnlyList<string> classes)
    {
        SplitIndex.Write(draft, pictures, classes);
        Directory.Move(draft, path);
        isFinished = true;
    }

    /// <summary>Takes away what was made of a folder that was not finished.</summary>
    public void Dispose()
    {
        if (!isFinished)
        {
            Directory.Delete(draft, recursive: true);
        }
    }
}
