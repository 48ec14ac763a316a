using Discern.Runs;

namespace Discern.Web.Studio.Judging;

/// <summary>The runs that were asked about last, kept in memory until their files change.</summary>
internal sealed class JudgedRuns(RunShelf shelf)
{
    // A run with its thumbnails takes some megabytes.
    private const int MostKept = 6;

    private readonly Lock gate = new();
    private readonly LinkedList<(string Name, (DateTime, DateTime) Stamp, Lazy<JudgedRun> Run)> kept = new();

    /// <summary>A run by its name.</summary>
    /// <returns>The run; null where there is none of that name.</returns>
    /// <exception cref="DiscernException">A file of it is malformed.</exception>
    public JudgedRun? Find(string name)
    {
        if (shelf.Find(name) is not { } run)
        {
            return null;
        }

        return Kept(name, run).Value;
    }

    private Lazy<JudgedRun> Kept(string name, RunFolder run)
    {
        var stamp = (File.GetLastWriteTimeUtc(Path.Combine(run.Path, "run.json")), File.GetLastWriteTimeUtc(Path.Combine(run.Path, "evaluation.json")));
        lock (gate)
        {
            var node = kept.First;
            while (node is not null && !string.Equals(node.Value.Name, name, StringComparison.Ordinal))
            {
                node = node.Next;
            }

            if (node is not null)
            {
                kept.Remove(node);
            }

            var entry = node is not null && node.Value.Stamp == stamp ? node.Value : (name, stamp, new Lazy<JudgedRun>(() => new JudgedRun(run)));
            kept.AddFirst(entry);
            if (kept.Count > MostKept)
            {
                kept.RemoveLast();
            }

            return entry.Item3;
        }
    }
}
