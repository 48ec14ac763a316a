using Discern.Manifests;

namespace Discern.Sharding;

/// <summary>Work that is cut into shards: what is gone through, and what a shard writes of its own pictures.</summary>
public abstract class ShardWork
{
    /// <summary>The command that does it, such as <c>features</c>.</summary>
    public abstract string Command { get; }

    /// <summary>What was asked for, by the names of arguments and options: shards with other options are not joined.</summary>
    public required SortedDictionary<string, string> Options { get; init; }

    /// <summary>The folder of the pictures, in which nothing may be written.</summary>
    internal abstract string Root { get; }

    /// <summary>What was passed by, as a sentence; null where nothing was.</summary>
    internal virtual string? Remark => null;

    /// <summary>All pictures, those of other shards too.</summary>
    internal abstract IEnumerable<ManifestEntry> Entries();

    /// <summary>By which number a picture falls into a shard.</summary>
    internal virtual ulong KeyOf(ManifestEntry entry) => PictureKey.OfContents(entry);

    /// <summary>Whether that asks for the file to be read, where its digest is not known.</summary>
    internal virtual bool ReadsContents => true;

    /// <summary>Does one shard.</summary>
    /// <param name="pictures">Its pictures; to be walked once.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="skips">Is told each picture that is skipped.</param>
    /// <param name="done">Is called after each picture.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    internal abstract void Run(IEnumerable<ManifestEntry> pictures, string folder, SkipTable skips, Action done, CancellationToken cancellation);
}
