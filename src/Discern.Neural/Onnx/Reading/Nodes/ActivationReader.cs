using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Functions of single values, and what is nothing in inference.</summary>
internal sealed class ActivationReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes =>
        ["Relu", "Sigmoid", "HardSigmoid", "HardSwish", "Sqrt", "Clip", "Identity", "Dropout", "Cast", "QuantizeLinear", "DequantizeLinear"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0);
        node.Set(input.With(Apply(node, input.Node)));
    }

    private static Node Apply(NodeImport node, Node input) => node.OpType switch
    {
        "Relu" => input.Relu(),
        "Sigmoid" => input.Sigmoid(),
        "HardSigmoid" => input.HardSigmoid(node.Number("alpha", 0.2f), node.Number("beta", 0.5f)),
        "HardSwish" => input.HardSwish(),
        "Sqrt" => input.SquareRoot(),
        "Clip" => Clip(node, input),
        "Dropout" => Dropout(node, input),
        "Cast" => Cast(node, input),
        "QuantizeLinear" => Quantize(node, input),
        "DequantizeLinear" when input.Operation is Graphs.Operations.Input => throw node.Refuse("the model takes whole numbers with a scale as its pictures; export it with floats as its input"),
        _ => input,
    };

    private static Node Clip(NodeImport node, Node input)
    {
        float lower = node.OptionalConstant(1)?.Floats.Single() ?? node.Number("min", float.NegativeInfinity);
        float upper = node.OptionalConstant(2)?.Floats.Single() ?? node.Number("max", float.PositiveInfinity);
        return (lower, upper) switch
        {
            (0, 6) => input.Relu6(),
            (0, > 1e38f) => input.Relu(),
            _ => input.Clip(lower, upper),
        };
    }

    private static Node Dropout(NodeImport node, Node input)
    {
        float rate = node.OptionalConstant(1)?.Floats.Single() ?? node.Number("ratio", 0.5f);
        return rate is > 0 and < 1 ? input.Dropout(rate) : input;
    }

    private static Node Cast(NodeImport node, Node input) => node.Integer("to", 0) is 1 or 10 or 11 or 16
        ? input
        : throw node.Refuse("it makes whole numbers of what is computed from pictures; Discern computes in floats");

    /// <summary>Numbers between layers stay floats: what 8 bits cut off is cut off, what they round is not.</summary>
    private static Node Quantize(NodeImport node, Node input)
    {
        (float lower, float upper) = Quantization.Range(node);
        node.Remark("The model rounds to whole numbers between its layers. Discern keeps their range and computes in 32-bit floats.");
        return input.Clip(lower, upper);
    }
}
