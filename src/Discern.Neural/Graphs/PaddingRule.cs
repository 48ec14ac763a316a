using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs;

/// <summary>How zeros are put around a picture before a window passes over it.</summary>
public readonly record struct PaddingRule
{
    private readonly bool isSame;
    private readonly Padding padding;

    private PaddingRule(bool isSame, Padding padding)
    {
        this.isSame = isSame;
        this.padding = padding;
    }

    /// <summary>None: Keras' "valid".</summary>
    public static PaddingRule Valid => default;

    /// <summary>As many as make the output ⌈size / stride⌉ rows and columns, an odd one at the bottom and the right: TensorFlow's "same".</summary>
    public static PaddingRule Same => new(true, default);

    /// <summary>So many on each side, as PyTorch and ONNX say it.</summary>
    public static PaddingRule Explicit(Padding padding) => new(false, padding);

    internal Padding For(int height, int width, int windowHeight, int windowWidth, int stride) =>
        isSame ? Padding.Same(height, width, windowHeight, windowWidth, stride) : padding;
}
