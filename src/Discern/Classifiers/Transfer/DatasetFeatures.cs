using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Features;

namespace Discern.Classifiers.Transfer;

/// <summary>The features of a data set's readable pictures, one split after the other in one block of memory.</summary>
internal sealed class DatasetFeatures : IDisposable
{
    private static readonly Split[] Order = Enum.GetValues<Split>();

    private readonly Arena arena;
    private readonly Tensor table;
    private readonly Dictionary<Split, int> starts = [];

    private DatasetFeatures(Dataset dataset, int columns)
    {
        var shape = new Shape(Math.Max(dataset.Examples.Count, 1), columns);
        arena = new Arena(Arena.BytesOf(shape));
        table = arena.Tensor(0, shape);
        Examples = new ReadableExamples(dataset, Failures);
    }

    /// <summary>The readable pictures.</summary>
    public ReadableExamples Examples { get; }

    /// <summary>How many numbers a picture has.</summary>
    public int Columns => table.Shape[1];

    private Dictionary<int, string> Failures { get; } = [];

    /// <summary>Computes the features, or takes them from the extractor's cache.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="extractor">The body.</param>
    /// <param name="prepare">What is done to each picture's features; null for nothing.</param>
    /// <param name="clock">Is told how many pictures are done.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <exception cref="DiscernException">No training picture of some class can be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was computed stays in the cache.</exception>
    public static DatasetFeatures Read(Dataset dataset, FeatureExtractor extractor, IFeatureStep? prepare, RunClock clock, CancellationToken cancellation)
    {
        var features = new DatasetFeatures(dataset, extractor.Columns);
        try
        {
            features.Fill(extractor, prepare, clock, cancellation);
            features.Examples.RequireEveryClassInTraining();
            return features;
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    /// <summary>Pictures × features of a split, in the order of <see cref="ReadableExamples.Of"/>; not to be asked for where there are none.</summary>
    public Tensor Of(Split split) => table.Slice(starts[split], Examples.CountsOf(split).Sum());

    /// <summary>Pictures of one or two splits, one after the other, as a table to learn from.</summary>
    /// <param name="last">The last split to learn from; all before it are learnt from too.</param>
    public TrainingTable TableUpTo(Split last)
    {
        Example[] examples = [.. Order.Where(split => split <= last).SelectMany(split => Examples.Of(split)).Select(pair => pair.Example)];
        return new TrainingTable(table.Take(examples.Length), [.. examples.Select(example => example.Label)], Examples.Dataset.Classes.Count)
        {
            Groups = examples.Any(example => example.Group is not null) ? [.. examples.Select(example => example.Group)] : null,
        };
    }

    /// <summary>The classes of a split's pictures.</summary>
    public int[] LabelsOf(Split split) => [.. Examples.Of(split).Select(pair => pair.Example.Label)];

    /// <summary>The probabilities of a split's pictures; none where it has none.</summary>
    public float[] Predict(Split split, ITop top) => starts.ContainsKey(split) && Examples.CountsOf(split).Sum() > 0 ? top.Predict(Of(split)) : [];

    /// <summary>What probabilities say of a split's pictures.</summary>
    /// <param name="split">The split.</param>
    /// <param name="probabilities">Pictures × classes.</param>
    /// <param name="threshold">With two classes, from which probability on the second is predicted.</param>
    public PredictionTable Decide(Split split, float[] probabilities, double threshold)
    {
        IReadOnlyList<string> classes = Examples.Dataset.Classes;
        Example[] examples = [.. Examples.Of(split).Select(pair => pair.Example)];
        return new PredictionTable(classes, [.. examples.Select((example, row) =>
        {
            float[] own = probabilities.AsSpan(row * classes.Count, classes.Count).ToArray();
            return new Prediction(example.Path, example.Label, Decision.Of(own, threshold), own);
        })]);
    }

    public void Dispose() => arena.Dispose();

    private void Fill(FeatureExtractor extractor, IFeatureStep? prepare, RunClock clock, CancellationToken cancellation)
    {
        Dataset dataset = Examples.Dataset;
        int[] order = [.. Order.SelectMany(split => Examples.Of(split).Select(pair => pair.Index))];
        int next = 0;
        foreach (FeatureRow row in extractor.Stream([.. order.Select(index => dataset.FullPath(dataset.Examples[index]))], cancellation: cancellation))
        {
            starts.TryAdd(dataset.Examples[order[row.Index]].Split, next);
            if (row.Values is { } values)
            {
                prepare?.Apply(values);
                values.CopyTo(table.Slice(next++, 1).Values);
            }
            else
            {
                Failures[order[row.Index]] = row.Failure!.Reason();
            }

            clock.Report(row.Index + 1, order.Length);
        }
    }
}
