using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx;

/// <summary>A network read from an ONNX file, with its numbers.</summary>
public sealed class OnnxModel : IDisposable
{
    internal OnnxModel(Graph graph, Weights weights, OnnxMetadata metadata)
    {
        Graph = graph;
        Weights = weights;
        Metadata = metadata;
    }

    /// <summary>The network: pictures N × H × W × C, or vectors, to what the file calls its output.</summary>
    public Graph Graph { get; }

    /// <summary>The network's numbers.</summary>
    public Weights Weights { get; }

    /// <summary>What the file says beside the network.</summary>
    public OnnxMetadata Metadata { get; }

    /// <summary>How the file declares its pictures.</summary>
    public OnnxLayout Layout { get; internal init; }

    /// <summary>What was understood in other words than the file's, as sentences for the user.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    /// <summary>
    /// The part of the network up to its last global pooling, whose vectors describe a picture; where there is none, up to
    /// what feeds the last dense or 1 × 1 layer. <see cref="Weights"/> hold its numbers too.
    /// </summary>
    /// <returns>A network from the same input to vectors.</returns>
    /// <exception cref="DiscernException">No layer looks like the end of a body.</exception>
    public Graph FindFeatures() => FeatureCut.Of(Graph, Metadata.Classes.Count);

    /// <summary>The network up to its logits: without the softmax or the sigmoid at its end, if it has one.</summary>
    /// <returns>A network from the same input, and what is to be done with what it gives; absent where the network ends in neither.</returns>
    public (Graph Graph, ClassifierEnd? End) FindLogits()
    {
        Node last = Graph.OutputNode;
        while (last.Operation.IsView)
        {
            last = last.Inputs[0];
        }

        return last.Operation switch
        {
            Softmax => (new Graph(Graph.InputNode, last.Inputs[0]), ClassifierEnd.Softmax),
            Sigmoid when last.Shape.CountPerExample == 1 => (new Graph(Graph.InputNode, last.Inputs[0]), ClassifierEnd.Sigmoid),
            _ => (Graph, null),
        };
    }

    /// <summary>The whole network with vectors at its end: each channel of a picture averaged, vectors as they are.</summary>
    public Graph PooledOutput() => FeatureCut.Vectors(Graph, Graph.OutputNode);

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();
}
