using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Features;
using Discern.Neural.Training.Distributed;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>The features of a data set's readable pictures, one split after the other in one block of memory; the views of a picture lie side by side.</summary>
internal sealed class DatasetFeatures : IDisposable
{
    private static readonly Split[] Order = Enum.GetValues<Split>();

    private readonly Arena arena;
    private readonly Tensor table;
    private readonly Views views;
    private readonly Dictionary<Split, int> starts = [];

    private DatasetFeatures(Dataset dataset, IReadOnlyList<Split> splits, int columns, Views views)
    {
        this.views = views;
        long rows = splits.SelectMany(dataset.Of).Sum(example => (long)views.Of(example.Split));
        RequireMemory(rows, columns, Machine.Read().MemoryBytes / 3);
        var shape = new Shape(Math.Max((int)rows, 1), columns);
        arena = new Arena(Arena.BytesOf(shape));
        table = arena.Tensor(0, shape);
        Examples = new ReadableExamples(dataset, Failures);
    }

    /// <summary>The readable pictures.</summary>
    public ReadableExamples Examples { get; }

    /// <summary>How many numbers a view of a picture has.</summary>
    public int Columns => table.Shape[1];

    private Dictionary<int, string> Failures { get; } = [];

    /// <summary>Computes the features, or takes them from the extractor's cache.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="extractor">The body.</param>
    /// <param name="prepare">What is done to the features of each view; null for nothing.</param>
    /// <param name="views">How each picture is looked at.</param>
    /// <param name="clock">Is told how many views are done.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <param name="communicator">Processes that compute a share each and find the rest in the extractor's cache; null for this one alone.</param>
    /// <exception cref="DiscernException">No training picture of some class can be read, or the features are too many for the machine's memory.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was computed stays in the cache.</exception>
    public static DatasetFeatures Read(
        Dataset dataset, FeatureExtractor extractor, IFeatureStep? prepare, Views views, RunClock clock, CancellationToken cancellation, ICommunicator? communicator = null)
    {
        DatasetFeatures features = Read(dataset, Order, extractor, prepare, views, clock, cancellation, communicator);
        try
        {
            features.Examples.RequireEveryClassInTraining();
            return features;
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    /// <summary>The same for some splits only; the others have no rows.</summary>
    public static DatasetFeatures Read(
        Dataset dataset, IReadOnlyList<Split> splits, FeatureExtractor extractor, IFeatureStep? prepare, Views views, RunClock clock, CancellationToken cancellation, ICommunicator? communicator = null)
    {
        var features = new DatasetFeatures(dataset, splits, extractor.Columns, views);
        try
        {
            features.Fill(splits, extractor, prepare, clock, communicator, cancellation);
            return features;
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    /// <summary>Refuses features that would crowd everything else out of memory.</summary>
    /// <param name="rows">Views of pictures.</param>
    /// <param name="columns">Numbers of each.</param>
    /// <param name="budget">Bytes that they may take; learning needs as much again.</param>
    /// <exception cref="DiscernException">They are more.</exception>
    public static void RequireMemory(long rows, int columns, long budget)
    {
        long bytes = rows * columns * sizeof(float);
        if (bytes > budget)
        {
            throw new DiscernException(
                $"The features of {rows:N0} views of pictures, {columns:N0} numbers each, take {bytes / 1e9:N1} GB; this machine has room for {budget / (columns * sizeof(float)):N0} of them. "
                + "Learn from fewer pictures, without flips and drawn variants, or with the recipe cnn, which holds no features.");
        }
    }

    /// <summary>Pictures of one or more splits, one after the other and in all their views, as a table to learn from.</summary>
    /// <remarks>However many views a picture has, it counts once; and they stay in one fold.</remarks>
    /// <param name="last">The last split to learn from; all before it are learnt from too.</param>
    public TrainingTable TableUpTo(Split last)
    {
        (Example Example, int Views)[] rows = [.. Order.Where(split => split <= last).SelectMany(RowsOf)];
        var labelled = new TrainingTable(table.Take(rows.Length), [.. rows.Select(row => row.Example.Label)], Examples.Dataset.Classes.Count);
        bool hasViews = views.Of(Split.Train) > 1;
        return labelled with
        {
            Groups = hasViews || rows.Any(row => row.Example.Group is not null) ? [.. rows.Select(row => hasViews ? GroupOf(row.Example) : row.Example.Group)] : null,
            Weights = hasViews ? [.. rows.Select(row => 1.0 / row.Views)] : null,
            FirstViews = hasViews ? [.. FirstViews(rows)] : null,
        };
    }

    /// <summary>The pictures of one split in all their views as a table; not to be asked for where there are none.</summary>
    public TrainingTable TableOf(Split split) => new(Of(split), [.. RowsOf(split).Select(row => row.Example.Label)], Examples.Dataset.Classes.Count);

    /// <summary>The classes of a split's pictures.</summary>
    public int[] LabelsOf(Split split) => [.. Examples.Of(split).Select(pair => pair.Example.Label)];

    /// <summary>The probabilities of a split's pictures; none where it has none.</summary>
    public float[] Predict(Split split, ITop top) => CountOf(split) > 0 ? Average(split, top.Predict(Of(split))) : [];

    /// <summary>The probabilities of a split's pictures for those of all their views.</summary>
    public float[] Average(Split split, ReadOnlySpan<float> ofViews) => views.Average(ofViews, Examples.Dataset.Classes.Count, views.Of(split));

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

    // A name that no group of the user's has: file names hold no zero character.
    private static string GroupOf(Example example) => example.Group ?? $"\0{example.Path}";

    private static IEnumerable<int> FirstViews((Example Example, int Views)[] rows)
    {
        for (int row = 0; row < rows.Length; row += rows[row].Views)
        {
            yield return row;
        }
    }

    private Tensor Of(Split split) => table.Slice(starts[split], CountOf(split) * views.Of(split));

    private int CountOf(Split split) => Examples.CountsOf(split).Sum();

    private IEnumerable<(Example Example, int Views)> RowsOf(Split split) =>
        Examples.Of(split).SelectMany(pair => Enumerable.Repeat((pair.Example, views.Of(split)), views.Of(split)));

    private void Fill(IReadOnlyList<Split> splits, FeatureExtractor extractor, IFeatureStep? prepare, RunClock clock, ICommunicator? communicator, CancellationToken cancellation)
    {
        Dataset dataset = Examples.Dataset;
        (int Picture, int View, int Views)[] order =
        [
            .. splits.SelectMany(split => Examples.Of(split).SelectMany(pair =>
                Enumerable.Range(0, views.Of(split)).Select(view => (pair.Index, view, views.Of(split))))),
        ];
        IEnumerable<FeatureRow> Rows(ExchangeSlice slice) => extractor.Stream(
            [.. order.Skip(slice.Start).Take(slice.Count).Select(each => dataset.FullPath(dataset.Examples[each.Picture]))],
            index => views.Transform(order[slice.Start + index].Picture, order[slice.Start + index].View),
            cancellation);
        if (communicator is not null && extractor.IsKeeping)
        {
            // Only for the cache, where everybody then finds all; the exchange that follows waits for the slowest.
            foreach (FeatureRow _ in Rows(ExchangeSlice.Of(order.Length, communicator.Rank, communicator.Size)))
            {
            }

            communicator.GatherAll([]);
        }

        int next = 0; // the row of the present picture's first view
        foreach (FeatureRow row in Rows(new ExchangeSlice(0, order.Length)))
        {
            (int picture, int view, int count) = order[row.Index];
            starts.TryAdd(dataset.Examples[picture].Split, next);
            if (row.Values is { } values)
            {
                prepare?.Apply(values);
                values.CopyTo(table.Slice(next + view, 1).Values);
            }
            else
            {
                Failures.TryAdd(picture, row.Failure!.Reason());
            }

            // A picture that can be read no more between two views is left out whole.
            next += view == count - 1 && !Failures.ContainsKey(picture) ? count : 0;
            clock.Report(row.Index + 1, order.Length);
        }
    }
}
