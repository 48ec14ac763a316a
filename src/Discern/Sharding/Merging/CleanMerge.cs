using System.Runtime.InteropServices;
using System.Text.Json;
using Discern.Cleaning;
using Discern.Compute.Threading;
using Discern.Sharding.Works;

namespace Discern.Sharding.Merging;

/// <summary>Judges what all shards saw as one collection: duplicates across shards, outliers, labels, and all else.</summary>
internal sealed class CleanMerge : IShardMerge
{
    public string Command => CleanWork.Name;

    public IReadOnlyList<string> Names { get; } = ["issues.csv", "gallery.html"];

    public CleaningResult? Merge(ShardSet shards, List<string> remarks, CancellationToken cancellation)
    {
        CleaningOptions options = OptionsOf(shards);
        using var workers = new Workers(options.Threads);
        CleaningResult result = new Cleaner().Judge(
            () => ReadSurvey(shards, cancellation), survey => ReadFeatures(shards, survey, cancellation), options, workers, progress: null, cancellation);
        IssuesCsv.Write(Path.Combine(shards.Path, "issues.csv"), result);
        return result;
    }

    private static CleaningOptions OptionsOf(ShardSet shards)
    {
        SortedDictionary<string, string> told = shards.Work.Options;
        return new CleaningOptions
        {
            UsesNetwork = told["--quick"] is not "true",
            Backbone = told["--backbone"] is { Length: > 0 } backbone ? backbone : null,
            Seed = ulong.Parse(told["--seed"]),
        };
    }

    private static Survey ReadSurvey(ShardSet shards, CancellationToken cancellation)
    {
        var pictures = new List<SurveyedPicture>();
        foreach (MergedRow row in MergedRows.Of(shards, CleanWork.FactsName))
        {
            cancellation.ThrowIfCancellationRequested();
            pictures.Add(JsonSerializer.Deserialize(row.Bytes.Span, ShardJson.Line.SurveyedPicture)!);
        }

        return Survey.Of(shards.Work.Options["DATA"], pictures, []);
    }

    private static FeatureView ReadFeatures(ShardSet shards, Survey survey, CancellationToken cancellation)
    {
        // The first row tells how long all are.
        int columns = MergedRows.Of(shards, CleanWork.FeaturesName).Select(row => row.Bytes.Length / sizeof(float)).FirstOrDefault(1);
        return FeatureView.Of(survey.Readable, columns, MergedRows.Of(shards, CleanWork.FeaturesName).Select(row =>
        {
            cancellation.ThrowIfCancellationRequested();
            return ((int)row.Position, MemoryMarshal.Cast<byte, float>(row.Bytes.Span).ToArray());
        }));
    }
}
