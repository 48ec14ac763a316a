namespace Discern.Neural.Graphs;

/// <summary>Puts trained networks behind and beside one another, numbers included, until they are one.</summary>
/// <example>
/// <code>
/// var composition = new NetworkComposition(224, 224, 3);
/// Node scaled = composition.Rescale(composition.Input, [1 / 255f, 1 / 255f, 1 / 255f], [0, 0, 0]);
/// Node features = composition.Append(scaled, body, bodyWeights);
/// using var network = composition.Finish(composition.Append(features, top, topWeights));
/// </code>
/// </example>
public sealed class NetworkComposition
{
    private readonly Dictionary<Parameter, float[]> numbers = [];

    /// <summary>Begins a network over pictures.</summary>
    public NetworkComposition(int height, int width, int channels) => Input = Graph.Input(height, width, channels);

    /// <summary>Where the pictures go in.</summary>
    public Node Input { get; }

    /// <summary>Puts a network behind a layer; it may be put in several times.</summary>
    /// <param name="input">What it is fed with, of the shape of its own input.</param>
    /// <param name="graph">The network.</param>
    /// <param name="weights">Its numbers, which are copied.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="ArgumentException">It takes another shape.</exception>
    public Node Append(Node input, Graph graph, Weights weights)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        if (input.Shape != graph.InputNode.Shape)
        {
            throw new ArgumentException($"The network takes {graph.InputNode.Shape}, and what is before it gives {input.Shape}.", nameof(input));
        }

        var copies = new Dictionary<Node, Node> { [graph.InputNode] = input };
        foreach (Node node in graph.Nodes.Where(node => node.Inputs.Count > 0))
        {
            var copy = new Node(node.Operation, [.. node.Inputs.Select(each => copies[each])]);
            copies[node] = copy;
            foreach ((Parameter own, Parameter origin) in copy.Parameters.Zip(node.Parameters))
            {
                numbers[own] = weights[origin].Values.ToArray();
            }
        }

        return copies[graph.OutputNode];
    }

    /// <summary>x · scale + shift, channel by channel.</summary>
    public Node Rescale(Node input, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift) => Load(input.Rescaling(), scale, shift);

    /// <summary>x · kernel + bias.</summary>
    /// <param name="input">Vectors.</param>
    /// <param name="kernel">Inputs × units.</param>
    /// <param name="bias">One per unit.</param>
    public Node Dense(Node input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias) => Load(input.Dense(bias.Length), kernel, bias);

    /// <summary>The whole from the input to a layer.</summary>
    public ComposedNetwork Finish(Node output)
    {
        var graph = new Graph(Input, output);
        var weights = Weights.Zeros(graph);
        foreach (Parameter parameter in graph.Parameters)
        {
            numbers[parameter].CopyTo(weights[parameter].Values);
        }

        return new ComposedNetwork(graph, weights);
    }

    private Node Load(Node node, ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        numbers[node.Parameters[0]] = first.ToArray();
        numbers[node.Parameters[1]] = second.ToArray();
        return node;
    }
}
