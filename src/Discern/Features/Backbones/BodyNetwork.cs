using Discern.Neural.Graphs;

namespace Discern.Features.Backbones;

/// <summary>A body ready to compute: prepared pictures in, vectors of features out.</summary>
/// <param name="Graph">The layers.</param>
/// <param name="Weights">Their numbers, all frozen.</param>
public sealed record BodyNetwork(Graph Graph, Weights Weights) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();
}
