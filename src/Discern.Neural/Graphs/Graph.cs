using Discern.Compute;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Graphs;

/// <summary>A network: the layers between an input and an output, in the order in which they are computed.</summary>
/// <remarks>The output are logits: one for a binary question (the sigmoid comes after), else one per class (softmax comes after).</remarks>
public sealed class Graph
{
    private readonly List<Node> nodes = [];
    private readonly List<Parameter> parameters = [];
    private readonly Dictionary<Node, string> names = [];
    private readonly Dictionary<Parameter, string> parameterNames = [];

    /// <summary>Collects the layers that lead from the input to the output.</summary>
    /// <exception cref="ArgumentException">The output does not depend on the input, or on another input too.</exception>
    public Graph(Node input, Node output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        InputNode = input;
        OutputNode = output;
        Collect(output, []);
        if (!names.ContainsKey(input))
        {
            throw new ArgumentException("The output does not depend on the input: no layer leads from one to the other.", nameof(output));
        }
    }

    /// <summary>Where the examples go in.</summary>
    public Node InputNode { get; }

    /// <summary>The logits.</summary>
    public Node OutputNode { get; }

    /// <summary>All layers, each after those that feed it.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>All parameters, in the order of their layers.</summary>
    public IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>How many numbers the network holds, frozen ones included.</summary>
    public long ParameterCount => parameters.Sum(parameter => parameter.Shape.Count);

    /// <summary>How many numbers training changes by gradients.</summary>
    public long TrainableParameterCount => parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => parameter.Shape.Count);

    /// <summary>Begins a network over pictures.</summary>
    public static Node Input(int height, int width, int channels) => new(new Input(new(1, height, width, channels)));

    /// <summary>Begins a network over vectors of features.</summary>
    public static Node Input(int features) => new(new Input(new(1, features)));

    /// <summary>Begins a network over examples of any shape.</summary>
    /// <param name="shape">The shape of an example; how many there are is left open.</param>
    public static Node Input(Shape shape) => new(new Input(shape.WithBatch(1)));

    /// <summary>Keras' name for a layer, such as "conv2d_1" for the second convolution.</summary>
    public string NameOf(Node node) => names[node];

    /// <summary>The name of a parameter, such as "conv2d_1.kernel".</summary>
    public string NameOf(Parameter parameter) => parameterNames[parameter];

    private void Collect(Node output, Dictionary<string, int> used)
    {
        // Its own stack, since a network may be deeper than the thread's.
        var waiting = new Stack<(Node Node, bool IsReady)>([(output, false)]);
        while (waiting.TryPop(out (Node Node, bool IsReady) next))
        {
            if (names.ContainsKey(next.Node))
            {
                continue;
            }

            if (next.IsReady)
            {
                Enter(next.Node, used);
                continue;
            }

            waiting.Push((next.Node, true));
            foreach (Node input in next.Node.Inputs.Reverse())
            {
                waiting.Push((input, false));
            }
        }
    }

    private void Enter(Node node, Dictionary<string, int> used)
    {
        bool isForeignInput = node.Inputs.Count == 0 && node != InputNode;
        if (isForeignInput)
        {
            throw new ArgumentException("The output depends on a second input; a network has one.", nameof(node));
        }

        string name = node.Operation.LayerName;
        int earlier = used.GetValueOrDefault(name);
        used[name] = earlier + 1;
        names[node] = earlier == 0 ? name : $"{name}_{earlier}";
        nodes.Add(node);
        foreach (Parameter parameter in node.Parameters)
        {
            parameterNames[parameter] = $"{names[node]}.{parameter.Role}";
            parameters.Add(parameter);
        }
    }
}
