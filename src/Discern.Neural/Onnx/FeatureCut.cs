using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx;

/// <summary>Finds where the body of a classifier ends and its classifier begins.</summary>
internal static class FeatureCut
{
    // ImageNet's classes, and those with a background class before them.
    private static readonly int[] UsualClassCounts = [1000, 1001];

    public static Graph Of(Graph graph, int classes)
    {
        int pooling = LastPooling(graph);
        int learned = LastLearned(graph);
        if (pooling > learned)
        {
            // What pools behind its last layer is a body, unless that layer gives classes, as SqueezeNet's does.
            int width = graph.Nodes[pooling].Shape.Channels;
            bool isClassifier = width == classes || UsualClassCounts.Contains(width);
            return isClassifier && learned > 0 ? Vectors(graph, graph.Nodes[learned].Inputs[0]) : new Graph(graph.InputNode, graph.Nodes[pooling]);
        }

        if (pooling > 0)
        {
            return new Graph(graph.InputNode, graph.Nodes[pooling]);
        }

        return learned > 0
            ? Vectors(graph, graph.Nodes[learned].Inputs[0])
            : throw new DiscernException(
                "The network has no global pooling and no dense or 1 × 1 layer at its end, so that its features cannot be found; name the node that gives them.");
    }

    /// <summary>The network up to a node, whose maps are averaged.</summary>
    public static Graph Vectors(Graph graph, Node features) => new(graph.InputNode, features.Shape.Rank switch
    {
        4 => features.GlobalAveragePool(),
        2 => features,
        _ => features.Flatten(),
    });

    /// <summary>The last pooling that all paths lead through; those inside squeeze-and-excitation are passed by.</summary>
    private static int LastPooling(Graph graph)
    {
        var places = graph.Nodes.Select((node, place) => (node, place)).ToDictionary(entry => entry.node, entry => entry.place);
        var reaches = new int[graph.Nodes.Count];
        for (int place = 0; place < reaches.Length; place++)
        {
            foreach (Node input in graph.Nodes[place].Inputs)
            {
                reaches[places[input]] = place;
            }
        }

        int last = -1;
        int reach = 0;
        for (int place = 0; place < reaches.Length; place++)
        {
            bool leadsThrough = reach <= place;
            last = leadsThrough && graph.Nodes[place].Operation is GlobalAveragePool or GlobalMaxPool ? place : last;
            reach = Math.Max(reach, reaches[place]);
        }

        return last;
    }

    private static int LastLearned(Graph graph)
    {
        for (int place = graph.Nodes.Count - 1; place > 0; place--)
        {
            if (graph.Nodes[place].Operation is Dense or Convolution)
            {
                return place;
            }
        }

        return -1;
    }
}
