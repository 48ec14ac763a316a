namespace Discern.Neural.Graphs;

/// <summary>A network that was put together, with its own copy of the numbers.</summary>
/// <param name="Graph">The layers.</param>
/// <param name="Weights">Their numbers.</param>
public sealed record ComposedNetwork(Graph Graph, Weights Weights) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();
}
