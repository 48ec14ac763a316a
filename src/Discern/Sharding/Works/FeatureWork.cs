using Discern.Features;
using Discern.Features.Files;
using Discern.Manifests;

namespace Discern.Sharding.Works;

/// <summary>Features of pictures: <c>features.npy</c> and <c>index.csv</c> of each shard.</summary>
/// <param name="manifest">The pictures.</param>
/// <param name="open">Makes the network ready, when a shard is to be done.</param>
public sealed class FeatureWork(Manifest manifest, Func<FeatureExtractor> open) : ManifestWork(manifest)
{
    /// <summary>The name of the work.</summary>
    public const string Name = "features";

    /// <summary>The name of the matrix.</summary>
    public const string MatrixName = "features.npy";

    /// <inheritdoc/>
    public override string Command => Name;

    /// <inheritdoc/>
    internal override void Run(IEnumerable<ManifestEntry> pictures, string folder, SkipTable skips, Action done, CancellationToken cancellation)
    {
        using FeatureExtractor extractor = open();
        using var matrix = new ShardRows(Path.Combine(folder, MatrixName));
        using var index = new ShardTable(Path.Combine(folder, FeatureFile.IndexName), FeatureFile.Columns);
        var writer = new NumpyWriter(matrix.Stream, extractor.Columns);
        matrix.EndHeading();
        var trail = new EntryTrail(pictures);
        foreach (FeatureRow row in extractor.Stream(trail.Files(), cancellation: cancellation))
        {
            ManifestEntry entry = trail.Next();
            if (row.Values is { } values)
            {
                writer.Write(values);
                matrix.EndRow(entry.Position);
                index.Add(entry.Position, FeatureFile.Describe(entry));
            }
            else
            {
                skips.Add(entry, row.Failure!.Message);
            }

            done();
        }

        writer.Finish();
    }
}
