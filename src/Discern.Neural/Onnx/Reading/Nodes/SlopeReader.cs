using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Rectified units with a slope below 0, the same for all channels or one for each.</summary>
internal sealed class SlopeReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["LeakyRelu", "PRelu"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0);
        bool isLearned = string.Equals(node.OpType, "PRelu", StringComparison.Ordinal);
        Constant slopes = isLearned ? node.Constant(1) : new Constant([], [node.Number("alpha", 0.01f)]);
        ChannelNumbers numbers = ChannelNumbers.Of(node, input, slopes);
        Node output = numbers.Input.Node.PRelu();
        output.Parameters[0].IsTrainable = isLearned;
        node.Load(output, 0, numbers.Values);
        node.Set(numbers.Input.With(output));
    }
}
