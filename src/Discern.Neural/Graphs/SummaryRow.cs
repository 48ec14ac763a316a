using Discern.Compute;

namespace Discern.Neural.Graphs;

/// <summary>One layer of a network in its summary table.</summary>
/// <param name="Name">Keras' name for the layer, such as "conv2d_1".</param>
/// <param name="Kind">Keras' name for the kind of layer, such as "Conv2D".</param>
/// <param name="Output">The shape of one example's output; its batch is 1.</param>
/// <param name="Parameters">How many parameters it has, frozen ones included.</param>
public sealed record SummaryRow(string Name, string Kind, Shape Output, long Parameters);
