using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Sums, differences, products and quotients of layers, or of a layer and constants.</summary>
internal sealed class ArithmeticReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Add", "Sub", "Mul", "Div", "Sum"];

    public override void Read(NodeImport node)
    {
        if (node.InputCount == 2 && (node.IsConstant(0) || node.IsConstant(1)))
        {
            node.Set(WithConstant(node));
            return;
        }

        Value result = node.Input(0);
        for (int input = 1; input < node.InputCount; input++)
        {
            result = Combine(node, result, node.Input(input));
        }

        node.Set(result);
    }

    private static Value WithConstant(NodeImport node)
    {
        bool isFirst = node.IsConstant(0);
        ChannelNumbers numbers = ChannelNumbers.Of(node, node.Input(isFirst ? 1 : 0), node.Constant(isFirst ? 0 : 1));
        float[] ones = [.. Enumerable.Repeat(1f, numbers.Values.Length)];
        float[] zeros = new float[ones.Length];
        (float[] scale, float[] shift) = (node.OpType, isFirst) switch
        {
            ("Add" or "Sum", _) => (ones, numbers.Values),
            ("Sub", false) => (ones, Array.ConvertAll(numbers.Values, value => -value)),
            ("Sub", true) => (Array.ConvertAll(ones, value => -value), numbers.Values),
            ("Mul", _) => (numbers.Values, zeros),
            ("Div", false) => (Array.ConvertAll(numbers.Values, value => 1 / value), zeros),
            _ => throw node.Refuse("it divides a constant by what is computed from pictures, which Discern does not"),
        };
        Node output = numbers.Input.Node.Rescaling();
        node.Load(output, 0, scale);
        node.Load(output, 1, shift);
        return numbers.Input.With(output);
    }

    private static Value Combine(NodeImport node, Value left, Value right)
    {
        int[] dims = Dimensions.Broadcast(node, left.Dims, right.Dims);
        bool isProduct = string.Equals(node.OpType, "Mul", StringComparison.Ordinal);
        Value larger = (left.CountPerExample >= right.CountPerExample ? left : right).Settle();
        Value smaller = left.CountPerExample >= right.CountPerExample ? right : left;
        if (!dims.SequenceEqual(larger.Dims) || smaller.Rank > larger.Rank)
        {
            throw node.Refuse($"{Value.Text(left.Dims)} and {Value.Text(right.Dims)} are not alike, nor is one a gate for the other's channels");
        }

        Value aligned = smaller.Rank == larger.Rank ? smaller : smaller.Reshape([.. Enumerable.Range(0, larger.Rank).Select(axis => Dimensions.Aligned(smaller.Dims, axis, larger.Rank))]);
        bool isGate = isProduct && IsGate(larger, aligned);
        if (!isGate && !aligned.Dims.SequenceEqual(larger.Dims))
        {
            throw node.Refuse($"{Value.Text(left.Dims)} and {Value.Text(right.Dims)} are not alike, nor is one a gate for the other's channels");
        }

        Node first = larger.Node;
        Node second = isGate ? aligned.AsVector() : Seen(aligned, larger);
        return larger.With(node.OpType switch
        {
            "Add" or "Sum" => first.Add(second),
            "Mul" => Product(first, second),
            "Sub" => Difference(node, first, second, left.CountPerExample >= right.CountPerExample),
            _ => throw node.Refuse("it divides layers by layers, which Discern does not"),
        });
    }

    /// <summary>The node in the other value's order and shape.</summary>
    private static Node Seen(Value value, Value like)
    {
        Node node = value.As(like.Order);
        return node.Shape == like.Node.Shape ? node : node.Reshape(like.Node.Shape);
    }

    /// <summary>Whether the value has one number for each of the other's last stored dimension.</summary>
    private static bool IsGate(Value larger, Value gate)
    {
        int last = larger.Order[^1];
        return gate.CountPerExample == larger.Dims[last] && gate.Dims[last] == larger.Dims[last] && larger.Node.Shape.Channels == larger.Dims[last]
            && gate.CountPerExample < larger.CountPerExample;
    }

    /// <summary>x · sigmoid(x) and x · hardSigmoid(x) have operations of their own.</summary>
    private static Node Product(Node first, Node second)
    {
        Node other = IsGateOf(second, first) ? first : IsGateOf(first, second) ? second : null!;
        return other is null ? first.Multiply(second)
            : (other == first ? second : first).Operation is Sigmoid ? other.Swish()
            : other.HardSwish();
    }

    private static bool IsGateOf(Node gate, Node input)
    {
        bool isHalfSwish = gate.Operation is HardSigmoid { Offset: 0.5f } hard && Math.Abs(hard.Slope - (1f / 6f)) < 1e-6f;
        return (gate.Operation is Sigmoid || isHalfSwish) && gate.Inputs[0] == input;
    }

    private static Node Difference(NodeImport node, Node first, Node second, bool isFirstLarger)
    {
        Node negative = (isFirstLarger ? second : first).Rescaling();
        node.Load(negative, 0, [.. Enumerable.Repeat(-1f, negative.Shape.Channels)]);
        node.Load(negative, 1, new float[negative.Shape.Channels]);
        return isFirstLarger ? first.Add(negative) : negative.Add(second);
    }
}
