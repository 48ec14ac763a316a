using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Parts along one dimension: slices, splits and chosen indices.</summary>
internal sealed class PartReader : NodeReader
{
    private const int MostIndices = 256;

    public override IReadOnlyList<string> OpTypes => ["Slice", "Split", "Gather"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0).Settle();
        switch (node.OpType)
        {
            case "Slice":
                ReadSlice(node, input);
                break;
            case "Split":
                ReadSplit(node, input);
                break;
            default:
                ReadGather(node, input);
                break;
        }
    }

    private static void ReadSlice(NodeImport node, Value input)
    {
        foreach ((int axis, int start, int count, int step) in Dimensions.Slices(node, input.Dims).ToArray())
        {
            if (step != 1 && count > 1)
            {
                throw node.Refuse($"its step is {step}; neighbours are read");
            }

            input = count == input.Dims[axis] ? input : Part(node, input, axis, start, count);
        }

        node.Set(input);
    }

    private static void ReadSplit(NodeImport node, Value input)
    {
        int axis = node.Axis(node.Integer("axis", 0), input.Rank);
        int parts = Math.Max(node.OutputCount, 1);
        int each = (input.Dims[axis] + parts - 1) / parts;
        int[] sizes = node.List("split", 1) ?? [.. Enumerable.Range(0, parts).Select(part => Math.Min(each, input.Dims[axis] - (part * each)))];
        if (sizes.Length != parts || sizes.Any(size => size <= 0) || Dimensions.Product([sizes.Sum()]) != input.Dims[axis])
        {
            throw node.Refuse($"it makes {parts} parts of {Value.Text(sizes)} out of {input.Dims[axis]}");
        }

        int start = 0;
        for (int part = 0; part < parts; part++)
        {
            node.Set(Part(node, input, axis, start, sizes[part]), part);
            start += sizes[part];
        }
    }

    private static void ReadGather(NodeImport node, Value input)
    {
        int axis = node.Axis(node.Integer("axis", 0), input.Rank);
        Constant indices = node.Constant(1);
        if (indices.Count is 0 or > MostIndices || indices.Dims.Length > 1)
        {
            throw node.Refuse($"it picks {Value.Text(indices.Dims)} indices; up to {MostIndices} in a row are read");
        }

        Value[] parts = [.. indices.Integers.Select(index => Part(node, input, axis, node.Axis(index, input.Dims[axis]), 1))];
        int[] dims = parts[0].Dims;
        if (indices.Dims.Length == 0)
        {
            node.Set(parts[0].Reshape([.. dims[..axis], .. dims[(axis + 1)..]]));
            return;
        }

        Node joined = parts.Length == 1 ? parts[0].Node : parts[0].Node.Concat([.. parts[1..].Select(part => part.Node)]);
        node.Set(Value.Ordered(joined, [.. dims[..axis], parts.Length, .. dims[(axis + 1)..]], parts[0].Order));
    }

    private static Value Part(NodeImport node, Value input, int axis, int start, int count)
    {
        if (axis == 0)
        {
            throw node.Refuse("it takes examples out of the batch");
        }

        (Node last, int[] order) = input.WithLast(axis);
        int[] dims = [.. input.Dims];
        dims[axis] = count;
        return Value.Ordered(last.ChannelSlice(start, count), dims, order);
    }
}
