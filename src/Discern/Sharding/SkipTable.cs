using Discern.Manifests;
using Discern.Runs;

namespace Discern.Sharding;

/// <summary><c>skipped.csv</c>: the pictures that were skipped, each with its reason.</summary>
internal sealed class SkipTable(string folder, Action<SkippedPicture> tell) : IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "skipped.csv";

    private readonly ShardTable table = new(Path.Combine(folder, FileName), "path", "reason");

    /// <summary>How many there are.</summary>
    public long Count => table.Count;

    /// <summary>Writes one down, and tells it.</summary>
    /// <param name="entry">The picture.</param>
    /// <param name="reason">Why, as a sentence.</param>
    public void Add(ManifestEntry entry, string reason)
    {
        table.Add(entry.Position, entry.Path, reason);
        tell(new SkippedPicture(entry.Path, reason));
    }

    /// <inheritdoc/>
    public void Dispose() => table.Dispose();
}
