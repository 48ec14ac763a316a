using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Zeros around pictures.</summary>
internal sealed class PadReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Pad"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0).Settle();
        string mode = node.Text("mode", "constant");
        float value = node.OptionalConstant(2)?.Floats.FirstOrDefault() ?? node.Number("value", 0);
        int[] pads = node.List("pads", 1) ?? [];
        int rank = input.Rank;
        bool isPlain = string.Equals(mode, "constant", StringComparison.Ordinal) && value == 0 && !node.Has(3);
        if (!isPlain || rank != 4 || pads.Length != 2 * rank || pads.Any(pad => pad is < 0 or > 4096))
        {
            throw node.Refuse($"it pads {Value.Text(input.Dims)} by ({string.Join(", ", pads.Take(16))}) in mode '{mode}' with {value}; zeros around pictures are read");
        }

        if (pads.All(pad => pad == 0))
        {
            node.Set(input);
            return;
        }

        int[] order = input.Order;
        if (pads[0] != 0 || pads[rank] != 0 || pads[order[3]] != 0)
        {
            throw node.Refuse("it pads the batch, or puts zeros before the first channel");
        }

        var padding = new Padding(pads[order[1]], pads[order[2]], pads[rank + order[1]], pads[rank + order[2]]);
        Node output = input.As(order).Pad(padding, pads[rank + order[3]]);
        int[] dims = [.. input.Dims.Select((dim, axis) => dim + pads[axis] + pads[rank + axis])];
        node.Set(Value.Ordered(output, dims, order));
    }
}
