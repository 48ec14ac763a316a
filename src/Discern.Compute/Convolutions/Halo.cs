using System.Runtime.InteropServices;

namespace Discern.Compute.Convolutions;

/// <summary>Copies of pictures with their padding, so that kernels never meet an edge.</summary>
internal static unsafe class Halo
{
    /// <summary>Copies padded rows <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> of one picture.</summary>
    /// <param name="picture">The picture without padding.</param>
    /// <param name="shape">Its geometry.</param>
    /// <param name="first">The first row, counted in the padded picture.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="target">The padded rows.</param>
    public static void Copy(float* picture, in ConvolutionShape shape, int first, int count, float* target)
    {
        nint rowCount = (nint)shape.Width * shape.Channels;
        nint before = (nint)shape.Padding.Left * shape.Channels;
        nint after = (nint)shape.Padding.Right * shape.Channels;
        for (int row = first - shape.Padding.Top; row < first - shape.Padding.Top + count; row++)
        {
            if (row < 0 || row >= shape.Height)
            {
                Clear(target, before + rowCount + after);
            }
            else
            {
                Clear(target, before);
                NativeMemory.Copy(picture + (row * rowCount), target + before, (nuint)(rowCount * sizeof(float)));
                Clear(target + before + rowCount, after);
            }

            target += before + rowCount + after;
        }
    }

    private static void Clear(float* target, nint count) => NativeMemory.Clear(target, (nuint)(count * sizeof(float)));
}
