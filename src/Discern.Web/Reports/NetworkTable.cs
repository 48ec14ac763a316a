using Discern.Classifiers;
using Discern.Neural.Graphs;
using Discern.Runs;

namespace Discern.Web.Reports;

/// <summary>The network, layer by layer.</summary>
/// <param name="Layers">In the order of the data's way; empty where the run does not tell them.</param>
/// <param name="Total">All parameters.</param>
/// <param name="Trainable">The parameters that training may change.</param>
public sealed record NetworkTable(IReadOnlyList<NetworkLayer> Layers, long Total, long Trainable)
{
    /// <summary>The table of a run's network.</summary>
    /// <exception cref="DiscernException">The layers in <c>run.json</c> do not fit one another.</exception>
    public static NetworkTable From(RunDescription run)
    {
        ArgumentNullException.ThrowIfNull(run);
        IReadOnlyList<NetworkLayer> layers = run.Layers.Count == 0
            ? []
            : [.. Summary.Of(NetworkBuilder.Build(NetworkDescription.Of(run))).Select(NetworkLayer.From)];
        return new NetworkTable(layers, run.Parameters.Total, run.Parameters.Trainable);
    }
}
