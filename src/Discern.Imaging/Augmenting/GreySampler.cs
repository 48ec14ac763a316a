namespace Discern.Imaging.Augmenting;

/// <summary>Samples pictures of one channel.</summary>
internal static class GreySampler
{
    public static void Sample(Picture source, in SourceGrid grid, in GreyScale scale, Span<float> target, int width, int height)
    {
        bool isAligned = grid.IsAligned(source, width, height);
        for (int row = 0; row < height; row++)
        {
            Span<float> targetRow = target.Slice(row * width, width);
            if (isAligned)
            {
                Copy(source, grid, scale, row, targetRow);
            }
            else
            {
                Interpolate(source, grid, scale, row, targetRow);
            }
        }
    }

    private static void Copy(Picture source, in SourceGrid grid, in GreyScale scale, int row, Span<float> target)
    {
        int step = (int)grid.ColumnX;
        int from = ((int)(grid.Y + (row * grid.RowY)) * source.Width) + (int)grid.X;
        ReadOnlySpan<byte> pixels = source.Pixels;
        if (step == 1)
        {
            scale.Apply(pixels.Slice(from, target.Length), target);
            return;
        }

        for (int i = 0; i < target.Length; i++, from += step)
        {
            target[i] = scale.Apply(pixels[from]);
        }
    }

    private static void Interpolate(Picture source, in SourceGrid grid, in GreyScale scale, int row, Span<float> target)
    {
        (int width, int height) = (source.Width, source.Height);
        ReadOnlySpan<byte> pixels = source.Pixels;
        float x = grid.X + (row * grid.RowX);
        float y = grid.Y + (row * grid.RowY);
        for (int i = 0; i < target.Length; i++)
        {
            var point = new SourcePoint(x + (i * grid.ColumnX), y + (i * grid.ColumnY), width, height);
            float upper = Between(pixels[point.UpperLeft], pixels[point.UpperRight], point.Rightward);
            float lower = Between(pixels[point.LowerLeft], pixels[point.LowerRight], point.Rightward);
            target[i] = scale.Apply(Between(upper, lower, point.Downward));
        }
    }

    private static float Between(float first, float second, float weight) => first + (weight * (second - first));
}
