namespace Discern.Datasets;

/// <summary>A folder of pictures without labels, as they are to be classified.</summary>
/// <remarks>
/// The pictures come in the ordinal order of their paths, folders inside folders included, and however many there are, the same
/// memory holds: of a folder with more entries than <see cref="Window"/> it keeps the next ones in order and reads the folder
/// again for those behind them. Reading a million names again takes seconds, sixteen times for a million pictures in one folder.
/// </remarks>
/// <example><code>
/// var folder = new PictureFolder("holiday");
/// foreach (string picture in folder.Pictures()) { … }
/// Console.WriteLine(folder.Remark);
/// </code></example>
public sealed class PictureFolder
{
    /// <summary>How many entries of one folder are held at once.</summary>
    internal const int Window = 65_536;

    private readonly int window;
    private readonly PictureFiles files = new();

    /// <summary>Names a folder; it is read as its pictures are asked for.</summary>
    /// <param name="path">The folder.</param>
    public PictureFolder(string path)
        : this(path, Window)
    {
    }

    internal PictureFolder(string path, int window)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        this.window = window;
    }

    /// <summary>The folder, as it was given.</summary>
    public string Path { get; }

    /// <summary>What was passed by so far, in a sentence; null where nothing was.</summary>
    public string? Remark => files.Remark;

    /// <summary>The pictures, at any depth, as paths that begin with the folder's.</summary>
    /// <exception cref="DiscernException">The folder, or one inside, cannot be read.</exception>
    public IEnumerable<string> Pictures() => PicturesIn(Path);

    private IEnumerable<string> PicturesIn(string folder)
    {
        string? last = null;
        bool isComplete;
        do
        {
            SortedSet<string> next = Next(folder, last, out isComplete);
            foreach (string key in next)
            {
                string child = System.IO.Path.Combine(folder, key.TrimEnd('/'));
                foreach (string picture in key.EndsWith('/') ? PicturesIn(child) : [child])
                {
                    yield return picture;
                }
            }

            last = next.Max;
        }
        while (!isComplete);
    }

    /// <summary>The entries of a folder that follow another in order; a folder's name ends with a slash, as it does in the path of a picture.</summary>
    private SortedSet<string> Next(string folder, string? last, out bool isComplete)
    {
        isComplete = true;
        var next = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (string key in (last is null ? files : new PictureFiles()).Names(new DirectoryInfo(folder)))
            {
                if (string.CompareOrdinal(key, last) > 0)
                {
                    next.Add(key);
                    if (next.Count > window)
                    {
                        isComplete = false;
                        next.Remove(next.Max!);
                    }
                }
            }

            return next;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{folder}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }
}
