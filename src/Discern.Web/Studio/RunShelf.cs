using Discern.Runs;

namespace Discern.Web.Studio;

/// <summary>The runs that lie side by side in one folder, by the names of their folders.</summary>
/// <param name="folder">The folder; it may not be there yet.</param>
public sealed class RunShelf(string folder)
{
    /// <summary>The address of the page of all runs.</summary>
    public const string Address = "/runs";

    /// <summary>The folder's full path.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The address of a run's page.</summary>
    /// <param name="name">The name of its folder.</param>
    public static string AddressOf(string name) => $"{Address}/{Uri.EscapeDataString(name)}";

    /// <summary>Whether a folder is a run's.</summary>
    public static bool IsRun(string path) => File.Exists(Path.Combine(path, "run.json"));

    /// <summary>The names of the runs, the one written to last first.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(Folder)
        ? [.. new DirectoryInfo(Folder).EnumerateDirectories()
            .Where(run => IsRun(run.FullName))
            .OrderByDescending(run => File.GetLastWriteTimeUtc(Path.Combine(run.FullName, "run.json"))).ThenBy(run => run.Name, StringComparer.Ordinal)
            .Select(run => run.Name)]
        : [];

    /// <summary>Opens a run.</summary>
    /// <param name="name">The name of its folder: text from outside, which only means a run that is there.</param>
    /// <returns>The run; null where there is none of that name.</returns>
    /// <exception cref="DiscernException">Its description is malformed.</exception>
    public RunFolder? Find(string name) =>
        Names().Contains(name, StringComparer.Ordinal) ? RunFolder.Open(Path.Combine(Folder, name)) : null;
}
