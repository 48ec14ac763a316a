using System.Runtime.ExceptionServices;
using Discern.Compute.Threading;
using Discern.Evaluation;
using Discern.Evaluation.Intervals;
using Discern.Runs;

namespace Discern.Pixels;

/// <summary>
/// Learns pixels as an article would, and as one should: with every pixel on a side of the split by itself, with groups kept together, and with a remedy for
/// classes of unequal size. It says what the difference is, and keeps the model whose figures can be believed.
/// </summary>
/// <example><code>
/// PixelTable table = ColourTableReader.Read("Skin_NonSkin.txt");
/// PixelRun run = new PixelCourse(new PixelOptions { Model = PixelModelKind.Mlp }).Run(table, "Skin_NonSkin.txt", RunFolder.Create("runs/skin").Path, remarks: [], CancellationToken.None);
/// </code></example>
/// <param name="options">How to learn.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class PixelCourse(PixelOptions options, TimeProvider? time = null)
{
    private readonly TimeProvider clock = time ?? TimeProvider.System;

    /// <summary>Learns, judges and writes the run.</summary>
    /// <param name="table">The pixels.</param>
    /// <param name="source">Where they came from.</param>
    /// <param name="folder">A new folder.</param>
    /// <param name="remarks">What is known of the data already, as sentences.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiscernException">The pixels cannot be learnt from, or the run cannot be written.</exception>
    public PixelRun Run(PixelTable table, string source, string folder, IEnumerable<string> remarks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        options.Validate();
        long start = clock.GetTimestamp();
        using var workers = new Workers(options.Threads);
        var told = new List<string>(remarks);
        var trainer = new PixelTrainer(options, workers, cancellation);
        PixelSplit random = PixelSplit.Random(table, options.TestShare, options.Seed);
        PixelSplit grouped = PixelSplit.Grouped(table, options.TestShare, options.Seed);
        PixelModel? byPixel = null;
        PixelModel? byGroup = null;
        PixelModel? remedied = null;
        var ofRemedy = new List<string>();
        SideBySide(
            () => byPixel = trainer.Learn(random.Training, sampler: null, []),
            () => byGroup = trainer.Learn(grouped.Training, sampler: null, told),
            () => remedied = options.Remedy is null ? null : trainer.Learn(grouped.Training, options.Remedy, ofRemedy));
        using PixelModel unbelievable = byPixel!;
        using PixelModel kept = byGroup!;
        using PixelModel? other = remedied;
        told.AddRange(ofRemedy);
        var run = new PixelRun
        {
            Version = DiscernVersion.Full,
            CreatedAt = clock.GetUtcNow(),
            Source = source,
            Classes = table.Classes,
            Model = options.Model,
            Features = options.Features,
            Parameters = kept.Parameters,
            Seed = options.Seed,
            Pixels = table.Total,
            ClassCounts = table.ClassCounts(),
            Colours = table.DistinctColours,
            Grouping = table.Grouping,
            Random = PixelJudge.Judge(unbelievable, random, options),
            Grouped = PixelJudge.Judge(kept, grouped, options),
            Sentences = [],
            Seconds = 0,
        };
        run = other is null ? run : Remedied(run, kept, other, grouped);
        run = run with { Sentences = [.. PixelSentences.Of(run)], Remarks = [.. told.Distinct(StringComparer.Ordinal)], Seconds = clock.GetElapsedTime(start).TotalSeconds };
        kept.Save(PixelRun.WeightsPath(folder));
        run.Save(folder);
        return run;
    }

    // Each training is too small to be shared among threads, so they run beside one another.
    private void SideBySide(params Action[] trainings)
    {
        try
        {
            Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount }, trainings);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private PixelRun Remedied(PixelRun run, PixelModel kept, PixelModel model, PixelSplit split)
    {
        Prediction[] with = [.. PixelJudge.Predict(model, split.Test).Rows];
        Prediction[] without = [.. PixelJudge.Predict(kept, split.Test).Rows];
        int classes = split.Test.Classes.Count;
        var difference = new PairedDifference(new ConfusionMetrics(with, classes, lazyClass: 0), new ConfusionMetrics(without, classes, lazyClass: 0));
        Estimate gain = new Bootstrap(new SamplingUnits(with), options.Evaluation).Estimate(difference)[0][ConfusionMetrics.MacroF1];
        return run with { Remedy = options.Remedy!.Name, Remedied = PixelJudge.Judge(model, split, options), RemedyGain = gain };
    }
}
