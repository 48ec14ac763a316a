using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Neural.Architectures;

/// <summary>A published network without its classifier, built from code. Adding one is adding one file and its name to <see cref="All"/>.</summary>
/// <example>
/// <code>
/// Graph body = Architecture.All.Single(each => each.Name == "vgg16").Build(224);
/// using Weights weights = ArchitectureWeights.Read(body, "vgg16.onnx");
/// </code>
/// </example>
public abstract class Architecture
{
    // Five halvings leave one place of such a picture; Keras has the same bound.
    private const int SmallestSize = 32;

    private static readonly Architecture[] Known = [new MobileNetV2(), new ResNet50(), new Vgg16()];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Architecture> All => Known;

    /// <summary>Its name, in small letters and dashes.</summary>
    public abstract string Name { get; }

    /// <summary>The article that it was published in.</summary>
    public abstract string Source { get; }

    /// <summary>How many numbers it makes of a picture.</summary>
    public abstract int Features { get; }

    /// <summary>Its parameters, statistics of normalisation included, as Keras counts them.</summary>
    public abstract long Parameters { get; }

    /// <summary>Rows and columns of the pictures that it was published for.</summary>
    public virtual int Size => 224;

    /// <summary>What it was published to do to pixels.</summary>
    public abstract OnnxPreprocessing Preprocessing { get; }

    /// <summary>The network from square colour pictures to vectors of <see cref="Features"/> numbers.</summary>
    /// <param name="size">Rows and columns, 32 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is too small.</exception>
    public Graph Build(int size)
    {
        if (size < SmallestSize)
        {
            throw new ArgumentOutOfRangeException(nameof(size), $"'{Name}' halves its pictures five times: they must be {SmallestSize} pixels wide or more, not {size}.");
        }

        Node input = Graph.Input(size, size, 3);
        return new Graph(input, Layers(input));
    }

    /// <summary>The layers.</summary>
    protected abstract Node Layers(Node input);
}
