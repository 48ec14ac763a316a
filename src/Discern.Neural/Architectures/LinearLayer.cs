using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Architectures;

/// <summary>A convolution or dense layer of a network with the normalisation behind it.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Normalization">The normalisation that alone reads it; null where there is none.</param>
/// <param name="Depth">How many such layers the longest way from the input passes before it.</param>
/// <param name="Height">How many such layers the longest way to the output passes behind it.</param>
internal sealed record LinearLayer(Node Node, Node? Normalization, int Depth, int Height)
{
    /// <summary>Its step between windows; 1 for a dense layer.</summary>
    public int Stride => Geometry?.Stride ?? 1;

    private ConvolutionShape? Geometry => Node.Operation switch
    {
        Graphs.Operations.Convolution convolution => convolution.Geometry(Node.Inputs[0].Shape),
        Graphs.Operations.DepthwiseConvolution convolution => convolution.Geometry(Node.Inputs[0].Shape),
        _ => null,
    };

    /// <summary>"3 × 3 × 64 × 128".</summary>
    public string Size => $"{Node.Parameters[0].Shape}";

    /// <summary>
    /// A network's layers from the input on, branches of a block by their length, the longest first: the order depends on how
    /// layers feed each other, and not on how a file lists them.
    /// </summary>
    public static IReadOnlyList<LinearLayer> Of(Graph graph)
    {
        var depths = new Dictionary<Node, int>();
        var heights = new Dictionary<Node, int>();
        var readers = graph.Nodes.ToDictionary(node => node, _ => new List<Node>());
        foreach (Node node in graph.Nodes)
        {
            depths[node] = node.Inputs.Select(input => depths[input] + (IsLinear(input) ? 1 : 0)).DefaultIfEmpty().Max();
            foreach (Node input in node.Inputs)
            {
                readers[input].Add(node);
            }
        }

        foreach (Node node in graph.Nodes.Reverse())
        {
            heights[node] = readers[node].Select(reader => heights[reader] + (IsLinear(reader) ? 1 : 0)).DefaultIfEmpty().Max();
        }

        return [.. graph.Nodes.Where(IsLinear)
            .Select(node => new LinearLayer(
                node, readers[node] is [{ Operation: BatchNormalization } only] ? only : null, depths[node], heights[node]))
            .OrderBy(layer => layer.Depth).ThenByDescending(layer => layer.Height)];
    }

    private static bool IsLinear(Node node) =>
        node.Operation is Graphs.Operations.Convolution or Graphs.Operations.DepthwiseConvolution or Dense;
}
