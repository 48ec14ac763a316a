using System.Collections.Concurrent;

namespace Discern.Manifests;

/// <summary>Remembers the entries whose files are on their way through something that gives one result for each, in their order.</summary>
internal sealed class EntryTrail(IEnumerable<ManifestEntry> entries)
{
    // What takes the files may do so on a thread of its own.
    private readonly ConcurrentQueue<ManifestEntry> underWay = [];

    /// <summary>The files; to be walked once.</summary>
    public IEnumerable<string> Files() => entries.Select(entry =>
    {
        underWay.Enqueue(entry);
        return entry.File;
    });

    /// <summary>The entry of the next result.</summary>
    public ManifestEntry Next() => underWay.TryDequeue(out ManifestEntry? entry) ? entry : throw new InvalidOperationException("There were more results than files.");
}
