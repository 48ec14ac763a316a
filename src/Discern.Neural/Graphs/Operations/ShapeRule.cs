using Discern.Compute;
using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs.Operations;

/// <summary>What layers ask of their inputs, refused in a sentence.</summary>
internal static class ShapeRule
{
    /// <summary>The input must be height × width × channels.</summary>
    public static void Pictures(Shape input, string kind)
    {
        if (input.Rank != 4)
        {
            throw new ArgumentException(
                $"{kind} works on pictures, batch × height × width × channels, and was given {input}; put it before Flatten.", nameof(input));
        }
    }

    /// <summary>The input must be vectors.</summary>
    public static void Vectors(Shape input, string kind)
    {
        if (input.Rank != 2)
        {
            throw new ArgumentException(
                $"{kind} works on vectors, batch × features, and was given {input}; put Flatten or a global pooling before it.", nameof(input));
        }
    }

    /// <summary>At least one window must fit into the input.</summary>
    public static void Window(Shape input, string kind, int height, int width, int stride, Padding padding)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        bool fits = input.Height + padding.Top + padding.Bottom >= height && input.Width + padding.Left + padding.Right >= width;
        if (!fits)
        {
            throw new ArgumentException(
                $"{kind} has a window of {height} × {width}, larger than its input of {input.Height} × {input.Width}; "
                + "use larger pictures or fewer layers that make them smaller.",
                nameof(input));
        }
    }

    /// <summary>Padding must leave a cell of the input in each window.</summary>
    public static void PoolingPadding(string kind, int size, Padding padding)
    {
        int largest = Math.Max(Math.Max(padding.Top, padding.Bottom), Math.Max(padding.Left, padding.Right));
        if (largest >= size)
        {
            throw new ArgumentException($"{kind} has a padding of {largest}, which must be smaller than its window of {size}.", nameof(padding));
        }
    }
}
