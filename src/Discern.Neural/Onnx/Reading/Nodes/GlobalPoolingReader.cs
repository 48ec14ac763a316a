using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>One number per channel of the whole picture: global poolings, and means and maxima over all dimensions but one.</summary>
internal sealed class GlobalPoolingReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceMax"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0);
        bool isReduction = node.OpType.StartsWith("Reduce", StringComparison.Ordinal);
        int[] axes = isReduction
            ? [.. (node.List("axes", 1) ?? []).Select(axis => node.Axis(axis, input.Rank)).Distinct().Order()]
            : [.. Enumerable.Range(2, Math.Max(input.Rank - 2, 0))];
        int[] kept = [.. Enumerable.Range(1, input.Rank - 1).Except(axes)];
        if (axes.Length == 0 || axes.Contains(0) || kept.Length > 1)
        {
            throw node.Refuse($"it reduces {Value.Text(input.Dims)} along ({string.Join(", ", axes)}); all dimensions but the batch and one can be");
        }

        int channels = kept.Length == 0 ? 1 : input.Dims[kept[0]];
        Node ordered = input.As([0, .. axes, .. kept]);
        Node picture = ordered.Shape.Rank == 4 ? ordered : ordered.Reshape(new Shape(1, checked((int)(input.CountPerExample / channels)), 1, channels));
        Node pooled = node.OpType.EndsWith("Max", StringComparison.Ordinal) || node.OpType.Contains("MaxPool", StringComparison.Ordinal)
            ? picture.GlobalMaxPool()
            : picture.GlobalAveragePool();
        bool keepsDimensions = !isReduction || node.Integer("keepdims", 1) != 0;
        int[] dims = keepsDimensions
            ? [.. input.Dims.Select((dim, axis) => axes.Contains(axis) ? 1 : dim)]
            : [.. input.Dims.Where((_, axis) => !axes.Contains(axis))];
        node.Set(Value.Plain(pooled, node.Batch, channels).Reshape(dims));
    }
}
