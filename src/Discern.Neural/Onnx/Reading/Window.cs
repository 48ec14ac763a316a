using Discern.Compute;
using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading;

/// <summary>How a convolution's or a pooling's window passes over pictures, in ONNX's attributes.</summary>
internal static class Window
{
    /// <summary>The step in both directions, which must be the same, unless there is but one row or column of windows.</summary>
    public static int Stride(NodeImport node, Shape input, int height, int width)
    {
        int[] strides = node.Integers("strides") ?? [1, 1];
        if (strides is not [>= 1 and <= 1024, >= 1 and <= 1024])
        {
            throw node.Refuse($"its strides are {Value.Text(strides)}");
        }

        return strides[0] == strides[1] || height == input.Height ? strides[1]
            : width == input.Width ? strides[0]
            : throw node.Refuse($"its strides differ, {strides[0]} down and {strides[1]} across, which Discern does not compute");
    }

    /// <summary>The zeros around the picture.</summary>
    public static PaddingRule PaddingRule(NodeImport node, Shape input, int height, int width) =>
        Graphs.PaddingRule.Explicit(Padding(node, input, height, width));

    /// <summary>The zeros around the picture, as numbers.</summary>
    public static Padding Padding(NodeImport node, Shape input, int height, int width)
    {
        string rule = node.Text("auto_pad", "NOTSET");
        int stride = Stride(node, input, height, width);
        Padding same = Compute.Convolutions.Padding.Same(input.Height, input.Width, height, width, stride);
        int[] pads = node.Integers("pads") ?? [0, 0, 0, 0];
        return rule switch
        {
            "VALID" => default,
            "SAME_UPPER" => same,
            "SAME_LOWER" => new Padding(same.Bottom, same.Right, same.Top, same.Left),
            "NOTSET" or "" when pads is [>= 0 and <= 4096, >= 0 and <= 4096, >= 0 and <= 4096, >= 0 and <= 4096] => new Padding(pads[0], pads[1], pads[2], pads[3]),
            _ => throw node.Refuse($"its padding '{rule}' of {Value.Text(pads)} is not one that Discern knows"),
        };
    }
}
