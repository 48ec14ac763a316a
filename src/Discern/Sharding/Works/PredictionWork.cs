using Discern.Classifiers;
using Discern.Manifests;

namespace Discern.Sharding.Works;

/// <summary>Classes of pictures: <c>predictions.csv</c> of each shard.</summary>
/// <param name="manifest">The pictures.</param>
/// <param name="open">Makes the run's model ready, when a shard is to be done.</param>
public sealed class PredictionWork(Manifest manifest, Func<PicturePredictor> open) : ManifestWork(manifest)
{
    /// <summary>The name of the work.</summary>
    public const string Name = "predict";

    /// <summary>The name of the table.</summary>
    public const string TableName = "predictions.csv";

    /// <inheritdoc/>
    public override string Command => Name;

    /// <inheritdoc/>
    internal override void Run(IEnumerable<ManifestEntry> pictures, string folder, SkipTable skips, Action done, CancellationToken cancellation)
    {
        using PicturePredictor predictor = open();
        using var table = new ShardTable(Path.Combine(folder, TableName), PredictionFields.Columns(predictor.Classes));
        var trail = new EntryTrail(pictures);
        foreach (PicturePrediction prediction in predictor.Predict(trail.Files(), cancellation))
        {
            ManifestEntry entry = trail.Next();
            table.Add(entry.Position, PredictionFields.Of(prediction, predictor.Classes));
            if (prediction.Failure is { } failure)
            {
                skips.Add(entry, failure);
            }

            done();
        }
    }
}
