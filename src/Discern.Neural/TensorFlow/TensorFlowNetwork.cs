using Discern.Neural.Graphs;

namespace Discern.Neural.TensorFlow;

/// <summary>A network read from a file of TensorFlow, cut at its taps: pictures in, vectors of features out.</summary>
/// <param name="Graph">The layers. The input are NHWC pictures, prepared as the file's network expects.</param>
/// <param name="Weights">The numbers of its parameters, none of which is trainable until told.</param>
public sealed record TensorFlowNetwork(Graph Graph, Weights Weights) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();
}
