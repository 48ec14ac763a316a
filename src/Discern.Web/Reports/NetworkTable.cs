namespace Discern.Web.Reports;

/// <summary>The network, layer by layer.</summary>
/// <param name="Layers">In the order of the data's way; empty where the run does not tell them.</param>
/// <param name="Total">All parameters.</param>
/// <param name="Trainable">The parameters that training may change.</param>
public sealed record NetworkTable(IReadOnlyList<NetworkLayer> Layers, long Total, long Trainable);
