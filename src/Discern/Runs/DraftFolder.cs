namespace Discern.Runs;

/// <summary>A folder that is built under a hidden name beside its place and renamed once it is whole: whoever finds it in its place finds all of it.</summary>
internal sealed class DraftFolder : IDisposable
{
    private readonly string place;
    private bool isFinished;

    private DraftFolder(string place, string path)
    {
        this.place = place;
        Path = path;
    }

    /// <summary>Where the folder is until it is finished.</summary>
    public string Path { get; }

    /// <summary>Refuses a place that is taken, or where the folder would be taken for a class of its own data set.</summary>
    /// <param name="place">The full path of the folder to be made.</param>
    /// <param name="data">The full path of the data set that it is made from.</param>
    /// <param name="maker">What makes it, as "split".</param>
    /// <exception cref="DiscernException">It is refused.</exception>
    public static void Check(string place, string data, string maker)
    {
        if (System.IO.Path.Exists(place))
        {
            throw new DiscernException($"'{place}' is there already, and no {maker} overwrites what it did not make. Name a folder that is not there yet.");
        }

        string inside = System.IO.Path.TrimEndingDirectorySeparator(data) + System.IO.Path.DirectorySeparatorChar;
        if (place.StartsWith(inside, StringComparison.Ordinal))
        {
            throw new DiscernException($"'{place}' lies inside the pictures' folder, where it would be taken for a class. Name a folder beside '{data}'.");
        }
    }

    /// <summary>Begins the folder.</summary>
    /// <param name="place">Its full path, as <see cref="Check"/> found it good.</param>
    /// <param name="maker">What makes it, as "split".</param>
    /// <param name="remarks">Is told of what earlier calls left that were killed.</param>
    public static DraftFolder Begin(string place, string maker, List<string> remarks)
    {
        string above = System.IO.Path.GetDirectoryName(place)!;
        Directory.CreateDirectory(above);
        string path = DraftName(1);
        for (int number = 2; System.IO.Path.Exists(path); number++)
        {
            remarks.Add($"'{path}' was left by a {maker} that was stopped half way, or is being made by another one. Unless that is still at work, it can be deleted.");
            path = DraftName(number);
        }

        Directory.CreateDirectory(path);
        return new DraftFolder(place, path);

        string DraftName(int number) => System.IO.Path.Combine(above, $".{System.IO.Path.GetFileName(place)}.part{(number == 1 ? "" : $"{number}")}");
    }

    /// <summary>Begins a folder that several processes may be at at once: its hidden name is this process's own.</summary>
    /// <param name="place">Its full path, as <see cref="Check"/> found it good.</param>
    /// <param name="maker">What makes it, as "shard".</param>
    /// <param name="remarks">Is told of what earlier calls left that were killed.</param>
    public static DraftFolder BeginOwn(string place, string maker, List<string> remarks)
    {
        string above = System.IO.Path.GetDirectoryName(place)!;
        Directory.CreateDirectory(above);
        string name = $".{System.IO.Path.GetFileName(place)}.";
        remarks.AddRange(Directory.EnumerateDirectories(above, $"{name}*.part")
            .Select(left => $"'{left}' was left by a {maker} that was stopped half way, or is being made by another one. Unless that is still at work, it can be deleted."));
        string own = $"{name}{Environment.MachineName}-{Environment.ProcessId}";
        string path = System.IO.Path.Combine(above, $"{own}.part");
        for (int number = 2; System.IO.Path.Exists(path); number++)
        {
            path = System.IO.Path.Combine(above, $"{own}-{number}.part");
        }

        Directory.CreateDirectory(path);
        return new DraftFolder(place, path);
    }

    /// <summary>Moves the folder to its place.</summary>
    /// <exception cref="IOException">Something took the place meanwhile.</exception>
    public void Finish()
    {
        Directory.Move(Path, place);
        isFinished = true;
    }

    /// <summary>Takes away what was made of a folder that was not finished.</summary>
    public void Dispose()
    {
        if (!isFinished)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
