namespace Discern.Neural.Graphs;

/// <summary>Cuts a network in two: before its last convolutions, so that what lies before is computed once while they learn, or behind its last maps.</summary>
/// <remarks>
/// The tensors that cross the cut, which are several where a network has branches or more than one output map, are put side by
/// side as one vector.
/// </remarks>
public sealed class GraphCut
{
    private readonly Graph graph;
    private readonly HashSet<Node> behind = [];
    private readonly List<Node> crossing = [];
    private readonly Node[] opened;

    /// <summary>Cuts a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="convolutions">How many of its last convolutions lie behind the cut, 1 or more; depthwise ones count.</param>
    /// <exception cref="DiscernException">The network has not as many.</exception>
    public GraphCut(Graph graph, int convolutions)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(convolutions, 1);
        this.graph = graph;
        opened = [.. graph.Nodes.Where(node => node.Operation is Operations.Convolution or Operations.DepthwiseConvolution).TakeLast(convolutions)];
        if (opened.Length < convolutions)
        {
            throw new DiscernException($"The network has only {opened.Length} convolutions, and the last {convolutions} are asked for. Ask for fewer.");
        }

        Divide(opened.Contains);
    }

    private GraphCut(Graph graph, HashSet<Node> before)
    {
        this.graph = graph;
        opened = [];
        Divide(node => !before.Contains(node));
    }

    /// <summary>Cuts a network where its last maps, which still have rows and columns, become vectors.</summary>
    /// <param name="graph">The network.</param>
    /// <returns>The cut; null where the network has no maps, or gives maps.</returns>
    public static GraphCut? BehindMaps(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var leadsToMap = new HashSet<Node>();
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (IsMap(node) || leadsToMap.Contains(node))
            {
                leadsToMap.Add(node);
                leadsToMap.UnionWith(node.Inputs);
            }
        }

        var cut = new GraphCut(graph, leadsToMap);
        return cut.crossing.Count > 0 && cut.crossing.TrueForAll(node => IsMap(node) && node != graph.InputNode) ? cut : null;
    }

    /// <summary>The layers whose outputs cross the cut, in the order of the vector that <see cref="Before"/> gives.</summary>
    public IReadOnlyList<Node> Crossing => crossing;

    /// <summary>The network before the cut: its output is the vector that crosses it. It shares the parameters of the whole.</summary>
    public Graph Before()
    {
        Node[] vectors = [.. crossing.Select(node => node.Flatten())];
        return new Graph(graph.InputNode, vectors.Length == 1 ? vectors[0] : vectors[0].Concat(vectors[1..]));
    }

    /// <summary>Builds the network behind the cut; only its convolutions learn, all normalisation stays as it is.</summary>
    /// <param name="vector">What crosses the cut, as <see cref="Before"/> gives it; other features may stand around it.</param>
    /// <param name="start">Where it begins in that vector.</param>
    /// <param name="origins">Receives for each new parameter the one of the whole network whose numbers it begins with.</param>
    /// <param name="layerDecay">
    /// How much slower each convolution learns than what lies behind it, 1 or more: the last by this factor, the one before it by its square.
    /// </param>
    /// <returns>The network's output.</returns>
    public Node Behind(Node vector, int start, IDictionary<Parameter, Parameter> origins, double layerDecay = 1)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(origins);
        var copies = new Dictionary<Node, Node>();
        foreach (Node node in crossing)
        {
            int count = checked((int)node.Shape.CountPerExample);
            Node slice = vector.ChannelSlice(start, count);
            copies[node] = node.Shape.Rank == 2 ? slice : slice.Reshape(node.Shape);
            start += count;
        }

        foreach (Node node in graph.Nodes.Where(behind.Contains))
        {
            var copy = new Node(node.Operation, [.. node.Inputs.Select(input => copies[input])]);
            copies[node] = copy;
            int place = Array.IndexOf(opened, node);
            foreach ((Parameter own, Parameter origin) in copy.Parameters.Zip(node.Parameters))
            {
                own.IsTrainable = place >= 0;
                own.LearningRateScale = place >= 0 ? Math.Pow(layerDecay, place - opened.Length) : 1;
                origins[own] = origin;
            }
        }

        return copies[graph.OutputNode];
    }

    private static bool IsMap(Node node) => node.Shape.Rank == 4 && node.Shape.Height * node.Shape.Width > 1;

    private void Divide(Func<Node, bool> opens)
    {
        foreach (Node node in graph.Nodes)
        {
            if (opens(node) || node.Inputs.Any(behind.Contains))
            {
                behind.Add(node);
                crossing.AddRange(node.Inputs.Where(input => !behind.Contains(input) && !crossing.Contains(input)));
            }
        }
    }
}
