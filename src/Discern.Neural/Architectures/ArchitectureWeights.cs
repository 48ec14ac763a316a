using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;
using Discern.Neural.Onnx;

namespace Discern.Neural.Architectures;

/// <summary>Fills a network that was built from code with the numbers of an ONNX file.</summary>
/// <remarks>
/// Layers are matched in the order in which they feed each other, so that names do not matter; kind, size and stride of each are
/// checked. What the file has behind the last one, such as its classifier, is left out. Normalisation that an exporter
/// has multiplied into the layer before it becomes one that changes nothing.
/// </remarks>
public static class ArchitectureWeights
{
    /// <summary>Reads the numbers.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="path">The ONNX file.</param>
    /// <returns>The weights; the caller disposes of them.</returns>
    /// <exception cref="DiscernException">The file cannot be read, or is of another network; the sentence names the first layer that differs.</exception>
    public static Weights Read(Graph graph, string path)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using OnnxModel model = OnnxReader.Read(path, new OnnxReadOptions { Height = graph.InputNode.Shape.Height, Width = graph.InputNode.Shape.Width });
        IReadOnlyList<LinearLayer> wanted = LinearLayer.Of(graph);
        IReadOnlyList<LinearLayer> found = LinearLayer.Of(model.Graph);
        if (found.Count < wanted.Count)
        {
            throw Refusal(path, $"it has {found.Count} convolutions and dense layers, and the network {wanted.Count}");
        }

        var weights = Weights.Zeros(graph);
        try
        {
            for (int index = 0; index < wanted.Count; index++)
            {
                string? difference = Difference(wanted[index], found[index]);
                if (difference is not null)
                {
                    throw Refusal(path, $"its layer {index + 1}, '{model.Graph.NameOf(found[index].Node)}', {difference} ('{graph.NameOf(wanted[index].Node)}')");
                }

                Copy(wanted[index], weights, found[index], model.Weights);
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private static DiscernException Refusal(string path, string why) =>
        new($"The ONNX file '{path}' is not of this network: {why}. Name a file of the same network, or use the file as a backbone of its own.");

    private static string? Difference(LinearLayer wanted, LinearLayer found) =>
        !string.Equals(wanted.Node.Kind, found.Node.Kind, StringComparison.Ordinal) ? $"is a {found.Node.Kind} where the network has a {wanted.Node.Kind}"
        : wanted.Node.Parameters[0].Shape != found.Node.Parameters[0].Shape ? $"has a kernel of {found.Size} where the network's is {wanted.Size}"
        : wanted.Stride != found.Stride ? $"has a stride of {found.Stride} where the network's is {wanted.Stride}"
        : wanted.Normalization is null && found.Normalization is not null ? "is normalised where the network does not normalise"
        : null;

    private static void Copy(LinearLayer wanted, Weights weights, LinearLayer found, Weights numbers)
    {
        Numbers(found.Node, 0, numbers).CopyTo(Numbers(wanted.Node, 0, weights));
        Span<float> bias = Numbers(wanted.Node, 1, weights);
        Span<float> ownBias = Numbers(found.Node, 1, numbers);
        if (!bias.IsEmpty)
        {
            ownBias.CopyTo(bias);
        }

        if (wanted.Normalization is { } normalization)
        {
            Normalize(normalization, weights, found.Normalization, numbers);

            // Where only the file has a bias, the normalisation takes it up.
            (int place, float sign) = found.Normalization is null ? (1, 1f) : (2, -1f);
            for (int channel = 0; bias.IsEmpty && channel < ownBias.Length; channel++)
            {
                weights[normalization.Parameters[place]].Values[channel] += sign * ownBias[channel];
            }
        }
    }

    private static void Normalize(Node normalization, Weights weights, Node? found, Weights numbers)
    {
        float epsilon = ((BatchNormalization)normalization.Operation).Epsilon;
        if (found is null)
        {
            weights[normalization.Parameters[0]].Values.Fill(1);
            weights[normalization.Parameters[3]].Values.Fill(1 - epsilon);
            return;
        }

        for (int parameter = 0; parameter < 4; parameter++)
        {
            numbers[found.Parameters[parameter]].Values.CopyTo(weights[normalization.Parameters[parameter]].Values);
        }

        // Another ε, and the same sum with the variance.
        float difference = ((BatchNormalization)found.Operation).Epsilon - epsilon;
        foreach (ref float variance in weights[normalization.Parameters[3]].Values)
        {
            variance += difference;
        }
    }

    private static Span<float> Numbers(Node node, int parameter, Weights weights) =>
        parameter < node.Parameters.Count ? weights[node.Parameters[parameter]].Values : [];
}
