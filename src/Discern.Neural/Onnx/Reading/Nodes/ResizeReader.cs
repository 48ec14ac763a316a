using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Pictures a whole number of times as large, by repeating places.</summary>
internal sealed class ResizeReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Resize", "Upsample"];

    public override void Read(NodeImport node)
    {
        bool isUpsample = string.Equals(node.OpType, "Upsample", StringComparison.Ordinal);
        Value input = node.Input(0);
        float[] scales = node.Numbers("scales") ?? node.OptionalConstant(isUpsample || node.Opset < 11 ? 1 : 2)?.Floats ?? [];
        bool isRepeating = scales is [1, 1, >= 1 and <= 16, _] && scales[2].Equals(scales[3]) && float.IsInteger(scales[2]);
        if (input.Rank != 4 || !isRepeating || !RepeatsPlaces(node, isUpsample))
        {
            throw node.Refuse($"it brings {Value.Text(input.Dims)} to another size by the scales ({string.Join(", ", scales.Take(8))}); read is what repeats each place of a picture up to 16 times each way");
        }

        node.Set(Value.Picture(input.AsPicture().Upsample((int)scales[2]), node.Batch));
    }

    /// <summary>Whether the rules for coordinates come to whole places; for a whole scale these two do.</summary>
    private static bool RepeatsPlaces(NodeImport node, bool isUpsample)
    {
        if (!string.Equals(node.Text("mode", "nearest"), "nearest", StringComparison.Ordinal))
        {
            return false;
        }

        string rounding = node.Text("nearest_mode", "round_prefer_floor");
        return isUpsample || node.Opset < 11 || (node.Text("coordinate_transformation_mode", "half_pixel"), rounding) switch
        {
            ("asymmetric", "floor") => true,
            ("half_pixel", "round_prefer_floor" or "round_prefer_ceil") => true,
            _ => false,
        };
    }
}
