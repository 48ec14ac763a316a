using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Pixels;

/// <summary>Tells the class of a colour.</summary>
public sealed class PixelModel : IDisposable
{
    private const int Hidden = 64;
    private const int Batch = 1024;

    private readonly Graph graph;
    private readonly Weights weights;
    private readonly Classifier classifier;

    /// <summary>Takes over the weights.</summary>
    internal PixelModel(PixelModelKind kind, ColourFeatures features, int classes, Weights weights, Graph graph, Workers workers)
    {
        Kind = kind;
        Features = features;
        Classes = classes;
        this.graph = graph;
        this.weights = weights;
        classifier = new Classifier(graph, weights, Batch, workers);
    }

    /// <summary>What has learnt.</summary>
    public PixelModelKind Kind { get; }

    /// <summary>What it sees of a colour.</summary>
    public ColourFeatures Features { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>How many numbers it has learnt.</summary>
    public long Parameters => graph.TrainableParameterCount;

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <exception cref="DiscernException">The file cannot be read or is of another model.</exception>
    public static PixelModel Load(string path, PixelModelKind kind, ColourFeatures features, int classes, Workers workers)
    {
        Graph network = Network(kind, features, classes);
        return new PixelModel(kind, features, classes, SafeTensors.ReadWeights(path, network), network, workers);
    }

    /// <summary>Writes the numbers.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Save(string path) => SafeTensors.WriteWeights(path, graph, weights);

    /// <summary>The probability of each class for each colour.</summary>
    /// <param name="colours">The colours.</param>
    /// <returns>Colours × classes; each row adds up to 1.</returns>
    public float[] Predict(IReadOnlyList<Colour> colours)
    {
        ArgumentNullException.ThrowIfNull(colours);
        float[] inputs = Inputs(colours, Features);
        float[] probabilities = new float[colours.Count * Classes];
        classifier.Predict(inputs, colours.Count, probabilities);
        return probabilities;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        classifier.Dispose();
        weights.Dispose();
    }

    /// <summary>The class that probabilities say; of equals the first.</summary>
    internal static int Likeliest(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int label = 1; label < probabilities.Length; label++)
        {
            best = probabilities[label] > probabilities[best] ? label : best;
        }

        return best;
    }

    /// <summary>Scaling, then the layers that learn.</summary>
    internal static Graph Network(PixelModelKind kind, ColourFeatures features, int classes)
    {
        Node input = Graph.Input(ColourSpace.Count(features));
        Node scaled = input.Rescaling();
        Node top = kind == PixelModelKind.Mlp ? scaled.Dense(Hidden).Relu().Dense(Hidden).Relu() : scaled;
        return new Graph(input, top.Dense(classes == 2 ? 1 : classes));
    }

    /// <summary>The features of colours as a table in memory of its own, which the caller gives back.</summary>
    internal static Tensor Table(IReadOnlyList<Colour> colours, ColourFeatures features, out Arena arena)
    {
        var shape = new Shape(Math.Max(1, colours.Count), ColourSpace.Count(features));
        arena = new Arena(Arena.BytesOf(shape));
        Tensor table = arena.Tensor(0, shape).Take(colours.Count);
        Inputs(colours, features).CopyTo(table.Values);
        return table;
    }

    private static float[] Inputs(IReadOnlyList<Colour> colours, ColourFeatures features)
    {
        int columns = ColourSpace.Count(features);
        float[] inputs = new float[colours.Count * columns];
        for (int row = 0; row < colours.Count; row++)
        {
            ColourSpace.Write(colours[row], features, inputs.AsSpan(row * columns, columns));
        }

        return inputs;
    }
}
