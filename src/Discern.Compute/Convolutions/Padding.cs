namespace Discern.Compute.Convolutions;

/// <summary>Rows and columns of zeros around a picture.</summary>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    /// <summary>No zeros: Keras' "valid".</summary>
    public static Padding None => default;

    /// <summary>The same number of zeros on each side, as PyTorch pads.</summary>
    public static Padding Symmetric(int each) => new(each, each, each, each);

    /// <summary>
    /// TensorFlow's "same": the output has ⌈size / stride⌉ rows and columns. An odd zero goes to the bottom and the right.
    /// </summary>
    public static Padding Same(int height, int width, int kernelHeight, int kernelWidth, int stride)
    {
        int vertical = Total(height, kernelHeight, stride);
        int horizontal = Total(width, kernelWidth, stride);
        return new Padding(vertical / 2, horizontal / 2, vertical - (vertical / 2), horizontal - (horizontal / 2));
    }

    private static int Total(int size, int kernel, int stride) =>
        Math.Max((((size + stride - 1) / stride) - 1) * stride + kernel - size, 0);
}
