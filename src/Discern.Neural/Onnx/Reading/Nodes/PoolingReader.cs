using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Largest values and means of windows.</summary>
internal sealed class PoolingReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["MaxPool", "AveragePool"];

    public override void Read(NodeImport node)
    {
        Node input = node.Input(0).AsPicture();
        if (node.Integers("kernel_shape") is not [>= 1 and var height, >= 1 and var width])
        {
            throw node.Refuse("its window is not one of rows and columns");
        }

        if (node.Integers("dilations") is { } dilations && dilations.Any(each => each != 1))
        {
            throw node.Refuse("it is dilated, which Discern does not compute");
        }

        Padding padding = Window.Padding(node, input.Shape, height, width);
        int stride = Window.Stride(node, input.Shape, height, width);
        bool isMax = string.Equals(node.OpType, "MaxPool", StringComparison.Ordinal);
        bool isWhole = height == input.Shape.Height && width == input.Shape.Width && padding == default;
        if (isWhole)
        {
            Node pooled = isMax ? input.GlobalMaxPool() : input.GlobalAveragePool();
            node.Set(Value.Plain(pooled, node.Batch, pooled.Shape.Channels).Reshape([node.Batch, pooled.Shape.Channels, 1, 1]));
            return;
        }

        if (height != width)
        {
            throw node.Refuse($"its window is {height} × {width}, and Discern pools square ones");
        }

        if (!isMax && node.Integer("count_include_pad", 0) != 0 && padding != default)
        {
            // Zeros that count are zeros of the picture.
            input = input.Pad(padding);
            padding = default;
        }

        if (node.Integer("ceil_mode", 0) != 0)
        {
            padding = padding with
            {
                Bottom = Last(input.Shape.Height, padding.Top, padding.Bottom, height, stride),
                Right = Last(input.Shape.Width, padding.Left, padding.Right, width, stride),
            };
        }

        var options = new PoolingOptions { Stride = stride, Padding = PaddingRule.Explicit(padding) };
        node.Set(Value.Picture(isMax ? input.MaxPool(height, options) : input.AveragePool(height, options), node.Batch));
    }

    /// <summary>The padding behind the picture that makes room for a last window that begins inside it, though it ends outside.</summary>
    private static int Last(int size, int before, int after, int window, int stride)
    {
        int windows = ((Math.Max(size + before + after - window, 0) + stride - 1) / stride) + 1;
        windows -= (windows - 1) * stride >= size + before ? 1 : 0;
        return Math.Max(((windows - 1) * stride) + window - size - before, 0);
    }
}
