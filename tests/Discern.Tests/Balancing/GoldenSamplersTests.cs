using System.Text.Json;
using Discern.Balancing;
using Discern.Compute.Threading;
using Discern.Tests.Classifiers.Logistic;
using Discern.Tests.Clustering;
using Discern.Tests.Shared;

namespace Discern.Tests.Balancing;

/// <summary>Samplers without chance answer as imbalanced-learn 0.10.0.</summary>
public sealed class GoldenSamplersTests : IDisposable
{
    private readonly Tables tables = new();

    public void Dispose() => tables.Dispose();

    [SharedFact("vectors/undersampling.json")]
    public void Tomek_links() => Check("TomekLinks", parameters => new TomekLinks { CleansAll = parameters.GetProperty("sampling_strategy").ValueEquals("all") });

    [SharedFact("vectors/undersampling.json")]
    public void Near_miss() => Check("NearMiss", parameters => new NearMiss { Version = parameters.GetProperty("version").GetInt32() });

    [SharedFact("vectors/undersampling.json")]
    public void Edited_neighbours() => Check("EditedNearestNeighbours", parameters => new EditedNeighbours { Vote = Vote(parameters) });

    [SharedFact("vectors/undersampling.json")]
    public void Repeated_edited_neighbours() => Check("RepeatedEditedNearestNeighbours", parameters => new RepeatedEditedNeighbours { Vote = Vote(parameters) });

    [SharedFact("vectors/undersampling.json")]
    public void All_neighbours() => Check("AllKNN", parameters => new AllNeighbours { Vote = Vote(parameters) });

    private static NeighbourVote Vote(JsonElement parameters) => parameters.GetProperty("kind_sel").ValueEquals("mode") ? NeighbourVote.Mode : NeighbourVote.All;

    private void Check(string name, Func<JsonElement, Sampler> sampler)
    {
        foreach (JsonElement each in GoldenVectors.Cases("undersampling.json", name))
        {
            int[] labels = GoldenVectors.Integers(each.GetProperty("input").GetProperty("y"));
            var table = new SamplingTable(
                tables.Of(GoldenVectors.Rows(each.GetProperty("input").GetProperty("X"))), labels, [.. Enumerable.Range(0, labels.Max() + 1).Select(label => $"{label}")]);

            Resampling chosen = sampler(each.GetProperty("parameters")).Resample(table, seed: 1, Workers.Shared);

            Assert.Equal(GoldenVectors.Integers(each.GetProperty("expected").GetProperty("sample_indices")), chosen.Kept);
        }
    }
}
