using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Layers side by side along one dimension.</summary>
internal sealed class ConcatReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Concat"];

    public override void Read(NodeImport node)
    {
        Value[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(input => node.Input(input).Settle())];
        Value first = inputs[0];
        int axis = node.Axis(node.Integer("axis", 1), first.Rank);
        if (axis == 0 || inputs.Any(input => input.Rank != first.Rank))
        {
            throw node.Refuse("it joins examples, or tensors of different ranks");
        }

        int[] dims = [.. first.Dims];
        dims[axis] = inputs.Sum(input => input.Dims[axis]);
        int[] order = [.. first.Order.Where(each => each != axis), axis];
        Node[] nodes = [.. inputs.Select(input => input.As(order))];
        node.Set(Value.Ordered(nodes.Length == 1 ? nodes[0] : nodes[0].Concat(nodes[1..]), dims, order));
    }
}
