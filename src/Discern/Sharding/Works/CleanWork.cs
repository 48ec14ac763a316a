using System.Runtime.InteropServices;
using System.Text.Json;
using Discern.Classifiers.Transfer;
using Discern.Cleaning;
using Discern.Compute.Threading;
using Discern.Features;
using Discern.Manifests;

namespace Discern.Sharding.Works;

/// <summary>What there is to know of pictures before they are compared: facts, and what a pretrained network sees. All judging is the merge's.</summary>
/// <param name="collection">The pictures.</param>
/// <param name="options">How they are looked at.</param>
public sealed class CleanWork(Collection collection, CleaningOptions options) : ShardWork
{
    /// <summary>The name of the work.</summary>
    public const string Name = "clean";

    /// <summary>What a look at each picture told, a line of JSON for each.</summary>
    internal const string FactsName = "facts.jsonl";

    /// <summary>What the network sees in each, floats without a heading.</summary>
    internal const string FeaturesName = "features.f32";

    // Pictures that are looked at before any is written.
    private const int Chunk = 512;

    /// <inheritdoc/>
    public override string Command => Name;

    /// <inheritdoc/>
    internal override string Root => collection.Root;

    /// <inheritdoc/>
    internal override string? Remark => collection.Remarks.Count == 0 ? null : string.Join(' ', collection.Remarks);

    /// <inheritdoc/>
    internal override IEnumerable<ManifestEntry> Entries() => collection.Pictures.Select((picture, position) =>
        new ManifestEntry(position, Path.Combine(collection.Root, picture.Path), picture.Path, picture.Label ?? "", picture.Split, Sha256: null, []));

    /// <inheritdoc/>
    internal override void Run(IEnumerable<ManifestEntry> pictures, string folder, SkipTable skips, Action done, CancellationToken cancellation)
    {
        using var workers = new Workers(options.Threads);
        using FeatureExtractor? extractor = Cleaner.WhyNoNetwork(options) is null ? RunBackbone.Find(options.Backbone).Open(options.FeatureFolder, workers) : null;
        using var facts = new ShardRows(Path.Combine(folder, FactsName));
        using var features = new ShardRows(Path.Combine(folder, FeaturesName));
        foreach (ManifestEntry[] chunk in pictures.Chunk(Chunk))
        {
            Survey survey = Survey.Read(
                collection with { Pictures = [.. chunk.Select(entry => collection.Pictures[(int)entry.Position])] }, options.Threads, progress: null, cancellation);
            foreach ((ManifestEntry entry, SurveyedPicture picture) in chunk.Zip(survey.Pictures))
            {
                JsonSerializer.Serialize(facts.Stream, picture, ShardJson.Line.SurveyedPicture);
                facts.Stream.WriteByte((byte)'\n');
                facts.EndRow(entry.Position);
                if (extractor is null)
                {
                    done();
                }
            }

            if (extractor is not null)
            {
                Look([.. survey.Readable.Select(index => chunk[index])], extractor, features, cancellation);
                foreach (ManifestEntry _ in chunk)
                {
                    done();
                }
            }
        }
    }

    private static void Look(ManifestEntry[] readable, FeatureExtractor extractor, ShardRows features, CancellationToken cancellation)
    {
        foreach (FeatureRow row in extractor.Stream(readable.Select(entry => entry.File), cancellation: cancellation))
        {
            if (row.Values is { } values)
            {
                features.Stream.Write(MemoryMarshal.AsBytes<float>(values));
                features.EndRow(readable[row.Index].Position);
            }
        }
    }
}
