using Discern.Imaging;

namespace Discern.Explaining.Masking;

/// <summary>Continues what is visible smoothly into what is hidden; where nothing is visible, all is of the picture's mean colour.</summary>
/// <remarks>
/// Pull and push (Gortler, Grzeszczuk, Szeliski and Cohen, "The lumigraph", 1996): means of the visible pixels are taken over ever larger
/// squares, and each hidden pixel takes its colour from the smallest square around it that shows something.
/// </remarks>
internal sealed class InpaintingMasker(float[] pixels, int width, int channels) : Masker(pixels, width, channels)
{
    private readonly float[] mean = MeanColour.Of(pixels, channels);

    public override void Render(ReadOnlySpan<bool> isVisible, Span<float> target)
    {
        float[] weights = new float[isVisible.Length];
        float[] colours = new float[target.Length];
        for (int pixel = 0; pixel < weights.Length; pixel++)
        {
            weights[pixel] = isVisible[pixel] ? 1 : 0;
        }

        for (int value = 0; value < colours.Length; value++)
        {
            colours[value] = isVisible[value / Channels] ? Pixels[value] : 0;
        }

        Fill(colours, weights, Width, Height);
        colours.CopyTo(target);
    }

    protected override void Render(IEnumerable<PictureArea> visible, Span<float> target)
    {
        bool[] isVisible = new bool[Width * Height];
        foreach (PictureArea area in visible)
        {
            for (int row = area.Top; row < area.Bottom; row++)
            {
                isVisible.AsSpan((row * Width) + area.Left, area.Width).Fill(true);
            }
        }

        Render(isVisible, target);
    }

    /// <summary>Gives each pixel without weight the colour of the smallest square around it that has some.</summary>
    private void Fill(float[] colours, float[] weights, int columns, int rows)
    {
        if (columns == 1 && rows == 1)
        {
            if (weights[0] == 0)
            {
                mean.CopyTo(colours, 0);
            }

            return;
        }

        (int halfColumns, int halfRows) = ((columns + 1) / 2, (rows + 1) / 2);
        float[] coarse = new float[halfColumns * halfRows * Channels];
        float[] coarseWeights = new float[halfColumns * halfRows];
        for (int pixel = 0; pixel < weights.Length; pixel++)
        {
            (int row, int column) = Math.DivRem(pixel, columns);
            int above = (row / 2 * halfColumns) + (column / 2);
            coarseWeights[above] += weights[pixel];
            for (int channel = 0; channel < Channels; channel++)
            {
                coarse[(above * Channels) + channel] += weights[pixel] * colours[(pixel * Channels) + channel];
            }
        }

        for (int value = 0; value < coarse.Length; value++)
        {
            coarse[value] = coarseWeights[value / Channels] > 0 ? coarse[value] / coarseWeights[value / Channels] : 0;
        }

        for (int pixel = 0; pixel < coarseWeights.Length; pixel++)
        {
            coarseWeights[pixel] = Math.Min(coarseWeights[pixel], 1);
        }

        Fill(coarse, coarseWeights, halfColumns, halfRows);
        for (int pixel = 0; pixel < weights.Length; pixel++)
        {
            if (weights[pixel] == 0)
            {
                Interpolate(coarse, halfColumns, halfRows, pixel / columns, pixel % columns, colours.AsSpan(pixel * Channels, Channels));
            }
        }
    }

    /// <summary>The colour of the coarser picture at the centre of a pixel of the finer one, bilinearly.</summary>
    private void Interpolate(float[] coarse, int columns, int rows, int row, int column, Span<float> colour)
    {
        // Pixel centres of the finer picture lie a quarter of a coarse pixel off the coarse centres.
        (int nearRow, int nearColumn) = (row / 2, column / 2);
        int farRow = Math.Clamp(nearRow + (row % 2 == 0 ? -1 : 1), 0, rows - 1);
        int farColumn = Math.Clamp(nearColumn + (column % 2 == 0 ? -1 : 1), 0, columns - 1);
        for (int channel = 0; channel < Channels; channel++)
        {
            float At(int y, int x) => coarse[(((y * columns) + x) * Channels) + channel];
            colour[channel] = (0.75f * ((0.75f * At(nearRow, nearColumn)) + (0.25f * At(nearRow, farColumn))))
                + (0.25f * ((0.75f * At(farRow, nearColumn)) + (0.25f * At(farRow, farColumn))));
        }
    }
}
