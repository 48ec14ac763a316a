using Discern.Datasets;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Splitting;

/// <summary>Builds the folder of a split, which is in its place only once it is whole.</summary>
internal sealed class SplitFolder : IDisposable
{
    private const string Maker = "split";

    private readonly DraftFolder draft;

    private SplitFolder(DraftFolder draft) => this.draft = draft;

    /// <summary>How many hard links were made.</summary>
    public int Links { get; private set; }

    /// <summary>How many copies were made.</summary>
    public int Copies { get; private set; }

    /// <summary>Refuses a place that is taken, or where the split would be taken for a class of its own data set.</summary>
    /// <exception cref="DiscernException">It is refused.</exception>
    public static void Check(string path, string data) => DraftFolder.Check(path, data, Maker);

    /// <summary>Begins the folder.</summary>
    /// <param name="path">Its full path, as <see cref="Check"/> found it good.</param>
    /// <param name="remarks">Is told of what earlier calls left that were killed.</param>
    public static SplitFolder Begin(string path, List<string> remarks) => new(DraftFolder.Begin(path, Maker, remarks));

    /// <summary>Makes a folder for each class in each part, so that a class without pictures there keeps its number in Keras and torchvision.</summary>
    public void MakeFolders(IEnumerable<Split> parts, IReadOnlyList<string> classFolders)
    {
        foreach (Split part in parts)
        {
            foreach (string folder in classFolders)
            {
                Directory.CreateDirectory(Path.Combine(draft.Path, SplitNames.Name(part), folder));
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
        string full = Path.Combine(draft.Path, place.Replace('/', Path.DirectorySeparatorChar));
        if (links && HardLink.TryCreate(source, full))
        {
            Links++;
            return null;
        }

        FileStream original;
        try
        {
            original = RegularFile.OpenRead(source);
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
        SplitIndex.Write(draft.Path, pictures, classes);
        draft.Finish();
    }

    /// <summary>Takes away what was made of a folder that was not finished.</summary>
    public void Dispose() => draft.Dispose();
}
