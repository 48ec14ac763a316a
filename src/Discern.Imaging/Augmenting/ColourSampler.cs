using System.Numerics;
using System.Runtime.CompilerServices;

namespace Discern.Imaging.Augmenting;

/// <summary>Samples pictures of three channels.</summary>
internal static class ColourSampler
{
    public static void Sample(Picture source, in SourceGrid grid, in ColourMatrix colours, Span<float> target, int width, int height)
    {
        bool isAligned = grid.IsAligned(source, width, height);
        for (int row = 0; row < height; row++)
        {
            Span<float> targetRow = target.Slice(3 * row * width, 3 * width);
            if (isAligned)
            {
                Copy(source, grid, colours, row, targetRow);
            }
            else
            {
                Interpolate(source, grid, colours, row, targetRow);
            }
        }
    }

    private static void Copy(Picture source, in SourceGrid grid, in ColourMatrix colours, int row, Span<float> target)
    {
        int step = (int)grid.ColumnX;
        int from = ((int)(grid.Y + (row * grid.RowY)) * source.Width) + (int)grid.X;
        ReadOnlySpan<byte> pixels = source.Pixels;
        if (step == 1 && colours.Even is { } scale)
        {
            scale.Apply(pixels.Slice(3 * from, target.Length), target);
            return;
        }

        for (int i = 0; i < target.Length; i += 3, from += step)
        {
            colours.Apply(Pixel(pixels, from)).CopyTo(target[i..]);
        }
    }

    private static void Interpolate(Picture source, in SourceGrid grid, in ColourMatrix colours, int row, Span<float> target)
    {
        (int width, int height) = (source.Width, source.Height);
        ReadOnlySpan<byte> pixels = source.Pixels;
        float x = grid.X + (row * grid.RowX);
        float y = grid.Y + (row * grid.RowY);
        int done = ColourGather.Sample(source, grid, colours, row, target);
        for (int i = 3 * done, column = done; i < target.Length; i += 3, column++)
        {
            var point = new SourcePoint(x + (column * grid.ColumnX), y + (column * grid.ColumnY), width, height);
            Vector3 upper = Between(Pixel(pixels, point.UpperLeft), Pixel(pixels, point.UpperRight), point.Rightward);
            Vector3 lower = Between(Pixel(pixels, point.LowerLeft), Pixel(pixels, point.LowerRight), point.Rightward);
            colours.Apply(Between(upper, lower, point.Downward)).CopyTo(target[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector3 Pixel(ReadOnlySpan<byte> pixels, int index)
    {
        ReadOnlySpan<byte> pixel = pixels.Slice(3 * index, 3);
        return new Vector3(pixel[0], pixel[1], pixel[2]);
    }

    private static Vector3 Between(Vector3 first, Vector3 second, float weight) => first + (weight * (second - first));
}
