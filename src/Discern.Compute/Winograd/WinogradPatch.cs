namespace Discern.Compute.Winograd;

/// <summary>Where the values of a tile lie: in the picture itself, or, where it reaches over an edge, in a copy with zeros beyond.</summary>
internal static unsafe class WinogradPatch
{
    /// <summary>Finds a square of pixels.</summary>
    /// <param name="picture">The picture's first value.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="row">The square's first row; may be outside.</param>
    /// <param name="column">The square's first column; may be outside.</param>
    /// <param name="size">Pixels along a side of the square.</param>
    /// <param name="copy">Room for the square, for the case that it reaches over an edge.</param>
    /// <param name="rowStride">From row to row of what is returned, in floats.</param>
    /// <returns>The square's first value.</returns>
    public static float* Find(float* picture, int height, int width, nint channels, int row, int column, int size, float* copy, out nint rowStride)
    {
        rowStride = width * channels;
        float* source = picture + (((nint)row * width) + column) * channels;
        if (row >= 0 && column >= 0 && row + size <= height && column + size <= width)
        {
            return source;
        }

        int first = Math.Clamp(-column, 0, size);
        int last = Math.Clamp(width - column, first, size);
        for (int down = 0; down < size; down++)
        {
            bool isInside = (uint)(row + down) < (uint)height;
            var line = new Span<float>(copy + (down * size * channels), (int)(size * channels));
            line[..(int)(isInside ? first * channels : line.Length)].Clear();
            if (isInside)
            {
                var inside = new Span<float>(source + (down * rowStride) + (first * channels), (int)((last - first) * channels));
                inside.CopyTo(line[(int)(first * channels)..]);
                line[(int)(last * channels)..].Clear();
            }
        }

        rowStride = size * channels;
        return copy;
    }
}
