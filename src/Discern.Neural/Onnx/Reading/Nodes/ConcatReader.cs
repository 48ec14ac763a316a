using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Layers side by side along one dimension, and zeros behind them, as BlazeFace widens its shortcuts.</summary>
internal sealed class ConcatReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Concat"];

    public override void Read(NodeImport node)
    {
        int layers = Enumerable.Range(0, node.InputCount).Count(input => !node.IsConstant(input));
        Value[] inputs = [.. Enumerable.Range(0, layers).Select(input => node.Input(input).Settle())];
        Value first = inputs[0];
        int axis = node.Axis(node.Integer("axis", 1), first.Rank);
        if (axis == 0 || inputs.Any(input => input.Rank != first.Rank))
        {
            throw node.Refuse("it joins examples, or tensors of different ranks");
        }

        int[] order = [.. first.Order.Where(each => each != axis), axis];
        Node[] nodes = [.. inputs.Select(input => input.As(order))];
        Node joined = nodes.Length == 1 ? nodes[0] : nodes[0].Concat(nodes[1..]);
        int zeros = Enumerable.Range(layers, node.InputCount - layers).Sum(input => Zeros(node, input, first, axis));
        int[] dims = [.. first.Dims];
        dims[axis] = checked(inputs.Sum(input => input.Dims[axis]) + zeros);
        node.Set(Value.Ordered(zeros == 0 ? joined : joined.Pad(default, zeros), dims, order));
    }

    private static int Zeros(NodeImport node, int input, Value like, int axis)
    {
        Constant constant = node.Constant(input);
        bool fits = like.Rank == 4 && constant.Dims.Length == 4 && Enumerable.Range(1, 3).All(each => each == axis || constant.Dims[each] == like.Dims[each]);
        return fits && constant.Floats.All(value => value == 0)
            ? constant.Dims[axis]
            : throw node.Refuse("it joins layers with constants; zeros behind the channels of pictures are read");
    }
}
