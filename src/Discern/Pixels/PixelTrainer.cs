using Discern.Balancing;
using Discern.Classifiers.Logistic;
using Discern.Classifiers.Scaling;
using Discern.Classifiers.Tops;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;
using Discern.Neural.Training.Schedules;

namespace Discern.Pixels;

/// <summary>Learns the classes of colours.</summary>
internal sealed class PixelTrainer(PixelOptions options, Workers workers, CancellationToken cancellation)
{
    // More pixels than this repeat what those of their colour say.
    private const int MostRows = 1 << 20;

    private const int Epochs = 12;
    private const int BatchSize = 256;
    private const double LearningRate = 5e-3;

    /// <summary>Learns from pixels.</summary>
    /// <param name="table">The pixels.</param>
    /// <param name="sampler">Makes the classes more equal first; null leaves them as they are.</param>
    /// <param name="remarks">Receives what the user should know, as sentences.</param>
    public PixelModel Learn(PixelTable table, Sampler? sampler, ICollection<string> remarks)
    {
        int[] repeated = table.Repeated(MostRows);
        Tensor features = PixelModel.Table([.. repeated.Select(row => table.Rows[row].Colour)], options.Features, out Arena arena);
        int[] labels = [.. repeated.Select(row => table.Rows[row].Label)];
        using (arena)
        {
            if (sampler is null)
            {
                return Learn(new TrainingTable(features, labels, table.Classes.Count), table, remarks);
            }

            Resampling chosen = sampler.Resample(new SamplingTable(features, labels, table.Classes), options.Seed, workers, cancellation);
            foreach (string remark in chosen.Remarks)
            {
                remarks.Add(remark);
            }

            Tensor balanced = chosen.ToTable(features, out Arena own);
            using (own)
            {
                return Learn(new TrainingTable(balanced, chosen.Labels(labels), table.Classes.Count), table, remarks);
            }
        }
    }

    private PixelModel Learn(TrainingTable rows, PixelTable table, ICollection<string> remarks)
    {
        Graph graph = PixelModel.Network(options.Model, options.Features, table.Classes.Count);
        Weights weights = options.Model == PixelModelKind.Mlp ? Train(graph, rows) : Fit(graph, rows, remarks);
        return new PixelModel(options.Model, options.Features, table.Classes.Count, weights, graph, workers);
    }

    private Weights Fit(Graph graph, TrainingTable rows, ICollection<string> remarks)
    {
        LogisticFit fit = LogisticRegression.Fit(rows, new LogisticOptions(), workers, cancellation);
        foreach (string remark in fit.Remarks)
        {
            remarks.Add(remark);
        }

        var weights = Weights.Zeros(graph);
        fit.Model.Standardization.CopyTo(weights[graph.Parameters[0]].Values, weights[graph.Parameters[1]].Values);
        fit.Model.CopyKernelTo(weights[graph.Parameters[2]].Values);
        fit.Model.Intercepts.CopyTo(weights[graph.Parameters[3]].Values);
        return weights;
    }

    private Weights Train(Graph graph, TrainingTable rows)
    {
        Weights weights = Weights.Initialize(graph, options.Seed);
        Standardization.Fit(rows.Features, [.. Enumerable.Range(0, rows.Count)], weights: null, workers)
            .CopyTo(weights[graph.Parameters[0]].Values, weights[graph.Parameters[1]].Values);
        var training = new TrainingOptions
        {
            Epochs = Epochs,
            Batch = BatchSize,
            Optimizer = new AdamOptions { LearningRate = LearningRate },
            Schedule = new CosineSchedule(),
            Seed = options.Seed,
        };
        using var alone = new Workers(1); // a step takes a fraction of a millisecond: sharing it would cost more
        TrainingResult result = new Trainer(graph, weights, training, alone)
            .Train(new FeatureBatches(rows, options.Seed, classWeights: null), validation: null, resume: null, new Unobserved(), cancellation);
        result.State.Dispose();
        if (result.Ending == TrainingEnding.Cancelled)
        {
            weights.Dispose();
            throw new OperationCanceledException(cancellation);
        }

        return weights;
    }
}
