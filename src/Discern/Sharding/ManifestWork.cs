using Discern.Manifests;

namespace Discern.Sharding;

/// <summary>Work on the pictures of a list that is walked: a folder, or a table.</summary>
/// <param name="manifest">The pictures.</param>
public abstract class ManifestWork(Manifest manifest) : ShardWork
{
    /// <inheritdoc/>
    internal override string Root => Manifest.Root;

    /// <inheritdoc/>
    internal override string? Remark => Manifest.Remark;

    /// <inheritdoc/>
    internal override IEnumerable<ManifestEntry> Entries() => Manifest.Entries();

    /// <summary>The pictures.</summary>
    private protected Manifest Manifest { get; } = manifest;
}
