using Discern.Classifiers.Logistic;
using Discern.Classifiers.Scaling;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;
using Discern.Neural.Training.Schedules;

namespace Discern.Classifiers.Tops;

/// <summary>A small network over features: standardisation, one hidden layer, dropout on both sides of it.</summary>
/// <remarks>
/// It learns for a fixed number of epochs with a learning rate that falls to 0, so that no picture is needed to choose an epoch by,
/// and those that are kept apart judge it fairly.
/// </remarks>
internal static class DenseTop
{
    private const int Hidden = 128;
    private const float DropoutRate = 0.5f;
    private const int Epochs = 30;

    /// <summary>The network, for features as they are measured.</summary>
    public static Graph Build(int columns, int classes)
    {
        Node input = Graph.Input(columns);
        return new Graph(input, Layers(input.Rescaling().Dropout(DropoutRate), classes));
    }

    /// <summary>The layers that learn: on the 512 features of VGG16, with four classes, 66,180 numbers.</summary>
    public static Node Layers(Node features, int classes) =>
        features.Dense(Hidden).Relu().Dropout(DropoutRate).Dense(classes == 2 ? 1 : classes);

    /// <summary>Copies a trained top into one on features as they are measured: the standardisation is multiplied into its first layer.</summary>
    /// <param name="graph">The trained top, as <see cref="Build"/> makes it.</param>
    /// <param name="weights">Its numbers.</param>
    /// <param name="output">The other's output, as <see cref="Layers"/> makes it.</param>
    /// <param name="target">Receives its numbers.</param>
    public static void WithoutStandardization(Graph graph, Weights weights, Node output, Weights target)
    {
        Node rescaling = graph.Nodes[1];
        Node hidden = FirstLayer(graph.OutputNode);
        Node own = FirstLayer(output);
        Copy(graph.OutputNode, weights, output, target);
        Copy(hidden, weights, own, target);
        Span<float> kernel = target[own.Parameters[0]].Values;
        Span<float> bias = target[own.Parameters[1]].Values;
        for (int feature = 0; feature < kernel.Length / Hidden; feature++)
        {
            (float scale, float shift) = (weights[rescaling.Parameters[0]].Values[feature], weights[rescaling.Parameters[1]].Values[feature]);
            for (int unit = 0; unit < Hidden; unit++)
            {
                ref float number = ref kernel[(feature * Hidden) + unit];
                bias[unit] += number * shift;
                number *= scale;
            }
        }
    }

    // Behind it come the rectifier, the dropout and the last layer.
    private static Node FirstLayer(Node output) => output.Inputs[0].Inputs[0].Inputs[0];

    private static void Copy(Node from, Weights numbers, Node to, Weights target)
    {
        foreach ((Parameter source, Parameter own) in from.Parameters.Zip(to.Parameters))
        {
            numbers[source].Values.CopyTo(target[own].Values);
        }
    }

    /// <summary>Trains it on a table.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="table">What to learn from.</param>
    /// <param name="classWeights">One factor per class; null for 1 each.</param>
    /// <param name="seed">The seed of weights, order and dropout.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static Weights Train(Graph graph, TrainingTable table, IReadOnlyList<float>? classWeights, ulong seed, Workers workers, CancellationToken cancellation)
    {
        Weights weights = Weights.Initialize(graph, seed);
        Standardize(graph, weights, Standardization.Fit(table.Features, [.. Enumerable.Range(0, table.Count)], weights: null, workers));
        var options = new TrainingOptions
        {
            Epochs = Epochs,
            Optimizer = new AdamOptions(),
            Schedule = new CosineSchedule(),
            ClassWeights = classWeights,
            Seed = seed,
        };
        TrainingResult result = new Trainer(graph, weights, options, workers)
            .Train(new FeatureBatches(table, seed, classWeights: null), validation: null, resume: null, new Unobserved(), cancellation);
        result.State.Dispose();
        if (result.Ending == TrainingEnding.Cancelled)
        {
            weights.Dispose();
            throw new OperationCanceledException(cancellation);
        }

        return weights;
    }

    private static void Standardize(Graph graph, Weights weights, Standardization standardization)
    {
        Node rescaling = graph.Nodes[1];
        standardization.CopyTo(weights[rescaling.Parameters[0]].Values, weights[rescaling.Parameters[1]].Values);
    }
}
