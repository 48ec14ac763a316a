using Discern.Runs;
using Discern.Web.Studio.Data;

namespace Discern.Web.Studio;

/// <summary>What the studio works on.</summary>
/// <param name="Data">The full path of the pictures' folder; null where none was named.</param>
/// <param name="Runs">The full path of the folder that holds runs; it may not be there yet.</param>
/// <param name="Start">The address of the page to begin with.</param>
public sealed record StudioFolders(string? Data, string Runs, string Start)
{
    private const string RunsName = "runs";

    /// <summary>The name of the run to begin with; null where none was named.</summary>
    public string? Run => Start.StartsWith(RunShelf.Address + "/", StringComparison.Ordinal) ? Uri.UnescapeDataString(Start[(RunShelf.Address.Length + 1)..]) : null;

    /// <summary>Takes what a user named: a run's folder, a folder of pictures, or nothing, which is the runs of the current folder.</summary>
    /// <param name="path">The folder; null for none.</param>
    /// <param name="current">The folder that the user is in.</param>
    /// <exception cref="DiscernException">There is no such folder, or it is a run's whose description is malformed.</exception>
    public static StudioFolders Of(string? path, string current)
    {
        ArgumentNullException.ThrowIfNull(current);
        var runs = Path.Combine(Path.GetFullPath(current), RunsName);
        if (path is null)
        {
            return new StudioFolders(null, runs, RunShelf.Address);
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Path.GetFullPath(current)));
        if (!Directory.Exists(full))
        {
            throw new DiscernException($"There is no folder '{full}'. Give a folder of pictures, or that of a run.");
        }

        if (!RunShelf.IsRun(full))
        {
            return new StudioFolders(full, runs, DataPart.Address);
        }

        var data = RunFolder.Open(full).Description.Dataset.Path;
        return new StudioFolders(Directory.Exists(data) ? data : null, Path.GetDirectoryName(full)!, RunShelf.AddressOf(Path.GetFileName(full)));
    }
}
