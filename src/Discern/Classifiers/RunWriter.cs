using Discern.Classifiers.Exporting;
using Discern.Compute.Vectors;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>Writes a run's folder from its beginning to its end, the same for every recipe.</summary>
internal sealed class RunWriter(RunFolder run, RunClock clock, IRunObserver observer)
{
    /// <summary>When the run began; another moment where it goes on in place.</summary>
    public DateTimeOffset CreatedAt { get; init; } = clock.Time.GetUtcNow();

    /// <summary>The run that this one goes on from; null where it began anew.</summary>
    public string? ContinuedFrom { get; init; }

    /// <summary>What a run says of data and machine, whatever its recipe; the recipe adds the rest.</summary>
    public static RunDescription Describe(string recipe, ReadableExamples examples, ClassWeights classWeights, ulong seed, int threads) => new()
    {
        Recipe = recipe,
        Version = DiscernVersion.Full,
        CreatedAt = default,
        Network = recipe,
        Size = 0,
        Channels = 3,
        Layers = [],
        Balance = classWeights == ClassWeights.None ? "none" : "class-weights",
        Seed = seed,
        Parameters = new ParameterCount(0, 0),
        Classes = examples.Dataset.Classes,
        ClassCounts = examples.Counts,
        Dataset = new DatasetDescription(examples.Dataset.Root, examples.Dataset.Fingerprint, examples.Dataset.Remarks),
        Skipped = examples.Skipped,
        Seconds = new PhaseSeconds(0, 0, 0, 0, 0),
        PeakMemoryBytes = 0,
        Threads = threads,
        VectorPath = VectorPath.Description,
        Machine = Machine.Read(),
    };

    /// <summary>Writes what is known while the run goes on.</summary>
    public void Begin(RunDescription description) => run.Save(Complete(description, isFinished: false));

    /// <summary>Predicts all splits, takes the figures and writes both.</summary>
    /// <param name="predict">Predicts the readable pictures of a split.</param>
    /// <param name="seed">The seed of the intervals.</param>
    public void Evaluate(Func<Split, PredictionTable> predict, ulong seed)
    {
        clock.Begin(RunPhase.Evaluation);
        var options = new EvaluationOptions { Seed = seed };
        var figures = new Dictionary<Split, SplitEvaluation>();
        foreach (Split split in Enum.GetValues<Split>())
        {
            PredictionTable table = predict(split);
            if (table.Rows.Count > 0 && run.IsWritten)
            {
                run.Save(split, table);
                figures[split] = Evaluator.Evaluate(table, options);
            }
        }

        run.Save(new EvaluationDocument
        {
            Train = figures.GetValueOrDefault(Split.Train),
            Validation = figures.GetValueOrDefault(Split.Validation),
            Test = figures.GetValueOrDefault(Split.Test),
        });
        clock.End();
    }

    /// <summary>Writes the description of the finished run and the classifier as ONNX, and names the pictures that were left out.</summary>
    public RunDescription Finish(RunDescription description)
    {
        RunDescription complete = Complete(description, isFinished: true);
        run.Save(complete);
        if (run.IsWritten)
        {
            WriteOnnx();
        }

        foreach (SkippedPicture skipped in complete.Skipped)
        {
            observer.OnRemark($"Left out: '{skipped.Path}' cannot be read: {skipped.Reason}.");
        }

        return complete;
    }

    // The run is whole without this file, which is for other programs.
    private void WriteOnnx()
    {
        try
        {
            using var exporter = new ModelExporter(run);
            exporter.Write(run.OnnxPath);
        }
        catch (DiscernException exception)
        {
            observer.OnRemark($"The run has no model.onnx: {exception.Message}");
        }
    }

    private RunDescription Complete(RunDescription description, bool isFinished) => description with
    {
        CreatedAt = CreatedAt,
        ContinuedFrom = ContinuedFrom,
        IsFinished = isFinished,
        Seconds = clock.Seconds,
        PeakMemoryBytes = Machine.PeakMemoryBytes(),
    };
}
