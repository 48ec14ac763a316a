using Discern.Compute;

namespace Discern.Neural.Graphs;

/// <summary>A layer of a network, fed by other layers. Made by <see cref="Graph.Input(int, int, int)"/> and the verbs in <see cref="Layers"/>.</summary>
/// <example>
/// <code>
/// Node input = Graph.Input(64, 64, 1);
/// Node logits = input.Convolution(32, 3).Relu().MaxPool(2).Flatten().Dense(4);
/// var graph = new Graph(input, logits);
/// </code>
/// </example>
public sealed class Node
{
    private readonly Node[] inputs;
    private readonly Parameter[] parameters;

    internal Node(Operation operation, params Node[] inputs)
    {
        Operation = operation;
        this.inputs = inputs;
        Shape[] shapes = Array.ConvertAll(inputs, input => input.Shape);
        Shape = operation.InferShape(shapes);
        parameters = operation.CreateParameters(shapes);
    }

    /// <summary>The shape of one example's output: its batch is 1.</summary>
    public Shape Shape { get; }

    /// <summary>Keras' name for the kind of layer, such as "Conv2D".</summary>
    public string Kind => Operation.Kind;

    /// <summary>The layers that feed this one, in order; none for the input.</summary>
    public IReadOnlyList<Node> Inputs => inputs;

    /// <summary>What it learns or gathers, in order.</summary>
    public IReadOnlyList<Parameter> Parameters => parameters;

    internal Operation Operation { get; }
}
