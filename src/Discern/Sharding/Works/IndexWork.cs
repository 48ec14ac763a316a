using Discern.Manifests;

namespace Discern.Sharding.Works;

/// <summary>Digests of pictures: <c>index.csv</c> of each shard. Which shard a picture falls into follows from its path, as its digest is not known yet.</summary>
/// <param name="manifest">The pictures.</param>
public sealed class IndexWork(Manifest manifest) : ManifestWork(manifest)
{
    /// <summary>The name of the work.</summary>
    public const string Name = "index";

    /// <summary>The name of the table.</summary>
    public const string TableName = "index.csv";

    /// <inheritdoc/>
    public override string Command => Name;

    /// <inheritdoc/>
    internal override ulong KeyOf(ManifestEntry entry) => PictureKey.OfPath(entry);

    /// <inheritdoc/>
    internal override bool ReadsContents => false;

    /// <inheritdoc/>
    internal override void Run(IEnumerable<ManifestEntry> pictures, string folder, SkipTable skips, Action done, CancellationToken cancellation)
    {
        string[] columns = IndexRow.Columns(Manifest);
        using var table = new ShardTable(Path.Combine(folder, TableName), columns);
        foreach (ManifestEntry entry in pictures)
        {
            IndexRow row = IndexRow.Of(entry, columns);
            table.Add(entry.Position, row.Fields);
            if (row.Failure is { } failure)
            {
                skips.Add(entry, failure);
            }

            done();
        }
    }
}
