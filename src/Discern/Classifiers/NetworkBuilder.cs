using Discern.Neural.Graphs;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>Builds the graph of a described network.</summary>
public static class NetworkBuilder
{
    /// <summary>More numbers than any network here needs: 2 GB of them, and training holds five times that.</summary>
    private const long MostParameters = 500_000_000;

    /// <summary>Builds the graph; its output are the logits.</summary>
    /// <exception cref="DiscernException">A layer does not fit on what comes before it, or the network is far too large; the sentence names the layer.</exception>
    public static Graph Build(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Node input = Graph.Input(network.Size, network.Size, network.Channels);
        Node node = input;
        long parameters = 0;
        for (int i = 0; i < network.Layers.Count; i++)
        {
            node = Add(node, network, i);
            parameters += node.Parameters.Sum(parameter => parameter.Shape.Count);
            if (parameters > MostParameters)
            {
                throw new DiscernException(
                    $"The network '{network.Name}' has more than {MostParameters:N0} parameters at layer {i + 1} ({network.Layers[i].Kind}). Use smaller pictures, more pooling, or fewer units.");
            }
        }

        return node.Shape.Rank == 2
            ? new Graph(input, node)
            : throw new DiscernException($"The network '{network.Name}' does not end with one row of logits per picture. Put 'flatten' or 'global_average_pool' before its end.");
    }

    private static Node Add(Node node, NetworkDescription network, int index)
    {
        LayerDescription layer = network.Layers[index];
        string where = $"layer {index + 1} ({layer.Kind}) of the network '{network.Name}'";
        if (!LayerKind.All.TryGetValue(layer.Kind, out LayerKind? kind))
        {
            throw new DiscernException($"{where} is of no known kind. Known are {string.Join(", ", LayerKind.All.Keys)}.");
        }

        if (node.Shape.Rank == 4 && layer.Padding is not "same" && layer.Kernel is { } kernel && kernel > Math.Min(node.Shape.Height, node.Shape.Width))
        {
            throw new DiscernException(
                $"The pictures have shrunk to {node.Shape.Height}×{node.Shape.Width} before {where}, smaller than its {kernel}×{kernel} window. Use larger pictures, or fewer layers that shrink them.");
        }

        try
        {
            return kind.Build(node, layer);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException or InvalidOperationException)
        {
            throw new DiscernException($"What comes before {where} does not fit it: {exception.Message.TrimEnd('.')}. Put the layers in another order, or change its values.", exception);
        }
    }
}
