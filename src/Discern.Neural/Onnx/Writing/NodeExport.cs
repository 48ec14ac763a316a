using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx.Messages;

namespace Discern.Neural.Onnx.Writing;

/// <summary>One layer while it is written. In the file pictures are N × C × H × W; vectors and tables are as they are.</summary>
internal sealed class NodeExport(GraphExport export, Node node, string output)
{
    /// <summary>Where each dimension of an N × H × W × C picture is in the file.</summary>
    private static readonly int[] FilePlaces = [0, 2, 3, 1];

    public Operation Operation => node.Operation;

    public Shape Shape => node.Shape;

    public int InputCount => node.Inputs.Count;

    /// <summary>The file's dimension that the channels are.</summary>
    public int ChannelAxis => Shape.Rank == 4 ? 1 : Shape.Rank - 1;

    public Shape InputShape(int input) => node.Inputs[input].Shape;

    public string Input(int input) => export.NameOf(node.Inputs[input]);

    public bool HasParameter(int parameter) => parameter < node.Parameters.Count;

    public Span<float> Numbers(int parameter) => export.Weights[node.Parameters[parameter]].Values;

    public Shape ParameterShape(int parameter) => node.Parameters[parameter].Shape;

    /// <summary>Adds a parameter's numbers, as they are or in another order, with the given dimensions.</summary>
    public string Parameter(int parameter, ReadOnlySpan<float> numbers, params ReadOnlySpan<long> dims) =>
        export.Floats($"{output}.{node.Parameters[parameter].Role}", numbers, dims);

    /// <summary>Adds one number per channel so that it spreads over pictures, or vectors.</summary>
    public string PerChannel(int parameter) => Shape.Rank == 4
        ? Parameter(parameter, Numbers(parameter), Numbers(parameter).Length, 1, 1)
        : Parameter(parameter, Numbers(parameter), Numbers(parameter).Length);

    public string Constant(string name, float number) => export.Floats($"{output}.{name}", [number], []);

    public string Numbers(string name, params ReadOnlySpan<float> numbers) => export.Floats($"{output}.{name}", numbers, [numbers.Length]);

    public string Constant(string name, params ReadOnlySpan<long> numbers) => export.Integers($"{output}.{name}", numbers);

    /// <summary>Writes the node that gives the layer's output.</summary>
    public void Finish(string opType, IEnumerable<string> inputs, params AttributeProto[] attributes) =>
        export.Add(opType, inputs, output, attributes);

    /// <summary>Writes a node on the way to the output.</summary>
    /// <returns>The name of what it gives.</returns>
    public string Before(string opType, IEnumerable<string> inputs, params AttributeProto[] attributes) =>
        export.Add(opType, inputs, export.Fresh($"{output}.{opType}"), attributes);

    /// <summary>The input in the graph's own order of dimensions.</summary>
    public string ChannelsLast(int input) => InputShape(input) is { Rank: 4 } shape && IsMoved(shape)
        ? Before("Transpose", [Input(input)], Attributes.Integers("perm", 0, 2, 3, 1))
        : Input(input);

    /// <summary>Writes the reshape to the layer's shape of what lies in the graph's own order.</summary>
    public void FinishReshape(string name)
    {
        long[] dims = Shape.Rank switch
        {
            2 => [0, Shape[1]],
            3 => [0, Shape[1], Shape[2]],
            _ when !IsMoved(Shape) => [0, Shape.Channels, Shape.Height, Shape.Width],
            _ => [0, Shape.Height, Shape.Width, Shape.Channels],
        };
        string shape = Constant("shape", dims);
        if (Shape.Rank == 4 && IsMoved(Shape))
        {
            Finish("Transpose", [Before("Reshape", [name, shape])], Attributes.Integers("perm", 0, 3, 1, 2));
        }
        else
        {
            Finish("Reshape", [name, shape]);
        }
    }

    /// <summary>An order of the graph's dimensions as one of the file's.</summary>
    public static long[] FileOrder(IReadOnlyList<int> order)
    {
        if (order.Count != 4)
        {
            return [.. order.Select(axis => (long)axis)];
        }

        long[] permutation = new long[4];
        for (int axis = 0; axis < 4; axis++)
        {
            permutation[FilePlaces[axis]] = FilePlaces[order[axis]];
        }

        return permutation;
    }

    /// <summary>Whether the same values lie in another order with the channels first.</summary>
    private static bool IsMoved(Shape shape) => shape.Channels > 1 && shape.Height * shape.Width > 1;
}
