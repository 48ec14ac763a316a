using Discern.Neural.Graphs;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>A kind of layer that a network may be described with.</summary>
/// <param name="Name">Its name in YAML and in <c>run.json</c>.</param>
/// <param name="Value">The property that stands behind the name in YAML (<c>dense: 64</c> gives <c>units</c>); null where nothing does.</param>
/// <param name="Properties">Other properties that it may have.</param>
/// <param name="Build">Puts the layer on a node.</param>
internal sealed record LayerKind(string Name, string? Value, string[] Properties, Func<Node, LayerDescription, Node> Build)
{
    /// <summary>All kinds by name.</summary>
    public static IReadOnlyDictionary<string, LayerKind> All { get; } = new LayerKind[]
    {
        new("convolution", "filters", ["kernel", "stride", "padding"], (node, layer) => node.Convolution(layer.Filters!.Value, layer.Kernel ?? 3, Convolution(layer))),
        new("depthwise_convolution", "kernel", ["stride", "padding"], (node, layer) => node.DepthwiseConvolution(layer.Kernel!.Value, Convolution(layer))),
        new("max_pool", "kernel", ["stride"], (node, layer) => node.MaxPool(layer.Kernel!.Value, Pooling(layer))),
        new("average_pool", "kernel", ["stride"], (node, layer) => node.AveragePool(layer.Kernel!.Value, Pooling(layer))),
        new("global_average_pool", null, [], (node, _) => node.GlobalAveragePool()),
        new("flatten", null, [], (node, _) => node.Flatten()),
        new("dense", "units", [], (node, layer) => node.Dense(layer.Units!.Value)),
        new("dropout", "rate", [], (node, layer) => node.Dropout(layer.Rate!.Value)),
        new("batch_normalization", null, ["momentum"], (node, layer) => node.BatchNormalization(new() { Momentum = layer.Momentum ?? 0.99f })),
        new("relu", null, [], (node, _) => node.Relu()),
        new("relu6", null, [], (node, _) => node.Relu6()),
        new("sigmoid", null, [], (node, _) => node.Sigmoid()),
    }.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    private static ConvolutionOptions Convolution(LayerDescription layer) =>
        new() { Stride = layer.Stride ?? 1, Padding = layer.Padding is "same" ? PaddingRule.Same : PaddingRule.Valid };

    // The windows of a pool lie side by side where nothing else is said.
    private static PoolingOptions Pooling(LayerDescription layer) => new() { Stride = layer.Stride };
}
