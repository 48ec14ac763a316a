using System.Runtime.InteropServices;
using Discern.Compute.Activations;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>The way of one picture's gradient back to the input: a convolution with the kernels turned round.</summary>
/// <param name="shape">The convolution.</param>
/// <param name="rowCount">Rows of the gradient.</param>
/// <param name="columnCount">Columns of the gradient that count; in memory a row has as many as the output.</param>
/// <param name="turned">The weights, from <see cref="TurnedWeights{TVector, TLanes}"/>.</param>
internal readonly unsafe struct GradientReturn<TVector, TLanes>(ConvolutionShape shape, int rowCount, int columnCount, float* turned)
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private readonly nint gradientStride = (nint)shape.OutputWidth * shape.Filters;

    /// <summary>Computes the gradient of the input, all of it.</summary>
    /// <param name="gradient">Of the output: rows × output's width × filters.</param>
    /// <param name="target">Receives that of the input: height × width × channels.</param>
    public void Run(float* gradient, float* target)
    {
        float* panels = turned;
        for (int rowPhase = 0; rowPhase < shape.Stride; rowPhase++)
        {
            var rows = new GradientAxis(shape.Height, shape.Padding.Top, shape.KernelHeight, shape.Stride, rowPhase, rowCount);
            for (int columnPhase = 0; columnPhase < shape.Stride; columnPhase++)
            {
                var columns = new GradientAxis(shape.Width, shape.Padding.Left, shape.KernelWidth, shape.Stride, columnPhase, columnCount);
                RunPhase(target, gradient, panels, rows, columns);
                panels += TurnedWeights<TVector, TLanes>.PhaseCount(shape, rows.Taps, columns.Taps);
            }
        }
    }

    /// <summary>
    /// The places of one phase: first the inner columns, row by row, which brings the gradient into the cache in its order,
    /// then each column along the edges.
    /// </summary>
    private void RunPhase(float* target, float* gradient, float* panels, in GradientAxis rows, in GradientAxis columns)
    {
        GradientRun run;
        for (int column = 0; column < columns.Count; column += run.Count)
        {
            run = columns.RunAt(column);
            if (run.Taps == columns.Taps && run.Taps > 0)
            {
                RunRows(target, gradient, panels, rows, columns, run);
            }
        }

        for (int column = 0; column < columns.Count; column += run.Count)
        {
            run = columns.RunAt(column);
            if (run.Taps < columns.Taps || run.Taps == 0)
            {
                RunColumns(target, gradient, panels, rows, columns, run);
            }
        }
    }

    /// <summary>Columns that hear through every tap: tiles lie along the rows and take up all taps at once.</summary>
    private void RunRows(
        float* target, float* gradient, float* panels, in GradientAxis rows, in GradientAxis columns, in GradientRun across)
    {
        nint panelDepth = (nint)rows.Taps * columns.Taps * shape.Filters;
        nint pixel = (nint)shape.Stride * shape.Channels;
        nint line = pixel * shape.Width;
        GradientRun down;
        for (int row = 0; row < rows.Count; row += down.Count)
        {
            down = rows.RunAt(row);
            float* product = PlaceAt(target, rows, row, columns, across.Index);
            if (down.Taps == 0)
            {
                Clear(product, down.Count, across.Count);
                continue;
            }

            Tile tile = default;
            tile.Activate(Activation.None);
            tile.LeftStride = shape.Filters * sizeof(float);
            tile.LeftBlockStride = gradientStride;
            tile.ProductStride = pixel;
            tile.Depth = (nint)columns.Taps * shape.Filters;
            tile.Blocks = down.Taps;
            nint ahead = Tile.LinesEach(Math.Max(line, gradientStride), TileRow<TVector, TLanes>.Tiles(across.Count) * tile.Blocks);
            float* left = gradient + (down.Gradient * gradientStride) + ((nint)across.Gradient * shape.Filters);
            for (int channel = 0; channel < shape.Channels; channel += Panels<TVector, TLanes>.Width)
            {
                int width = Panels<TVector, TLanes>.WidthAt(channel, shape.Channels);
                var kernels = TileKernels<TVector, TLanes>.InRows(width);
                tile.Right = panels + (channel * panelDepth) + ((nint)down.FirstTap * tile.Depth * width);
                tile.RightStride = width;
                tile.RightBlockStride = tile.Depth * width;
                tile.Columns = Math.Min(width, shape.Channels - channel);
                tile.LookNowhere();
                for (int beside = 0; beside < down.Count; beside++)
                {
                    float* from = left + (beside * gradientStride);
                    float* to = product + (beside * line) + channel;
                    if (channel == 0)
                    {
                        tile.LookAhead(from + (down.Taps * gradientStride), ahead, to + line, ahead);
                    }

                    TileRow<TVector, TLanes>.Run(&tile, kernels, from, shape.Filters, to, across.Count);
                }
            }
        }
    }

    /// <summary>
    /// Columns that hear through some taps or none: tiles lie along each column and take up one row of taps after another, so
    /// that the corners need none of their own.
    /// </summary>
    private void RunColumns(
        float* target, float* gradient, float* panels, in GradientAxis rows, in GradientAxis columns, in GradientRun across)
    {
        nint panelDepth = (nint)rows.Taps * columns.Taps * shape.Filters;
        nint pixel = (nint)shape.Stride * shape.Channels;
        Clear(PlaceAt(target, rows, 0, columns, across.Index), rows.Count, across.Count);
        if (across.Taps == 0)
        {
            return;
        }

        Tile tile = default;
        tile.Activate(Activation.None);
        tile.IsAdded = true;
        tile.LeftStride = gradientStride * sizeof(float);
        tile.ProductStride = pixel * shape.Width;
        tile.Depth = (nint)across.Taps * shape.Filters;
        tile.Blocks = 1;
        for (int channel = 0; channel < shape.Channels; channel += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(channel, shape.Channels);
            var kernels = TileKernels<TVector, TLanes>.InRows(width);
            tile.RightStride = width;
            tile.Columns = Math.Min(width, shape.Channels - channel);
            for (int tap = 0; tap < rows.Taps; tap++)
            {
                GradientRun down = rows.HearingThrough(tap);
                nint firstDepth = (((nint)tap * columns.Taps) + across.FirstTap) * shape.Filters;
                tile.Right = panels + (channel * panelDepth) + (firstDepth * width);
                for (int beside = 0; beside < across.Count; beside++)
                {
                    float* from = gradient + (down.Gradient * gradientStride) + ((nint)(across.Gradient + beside) * shape.Filters);
                    float* to = PlaceAt(target, rows, down.Index, columns, across.Index + beside) + channel;
                    TileRow<TVector, TLanes>.Run(&tile, kernels, from, gradientStride, to, down.Count);
                }
            }
        }
    }

    /// <summary>Where a place of one phase lies in the gradient of the input.</summary>
    private float* PlaceAt(float* target, in GradientAxis rows, int row, in GradientAxis columns, int column)
    {
        nint inputRow = rows.First + ((nint)shape.Stride * row);
        nint inputColumn = columns.First + ((nint)shape.Stride * column);
        return target + (((inputRow * shape.Width) + inputColumn) * shape.Channels);
    }

    /// <summary>Places that no kernel row or column reaches, as in a 1 × 1 convolution of stride 2, have no gradient.</summary>
    private void Clear(float* target, int rows, int columns)
    {
        nint pixel = (nint)shape.Stride * shape.Channels;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                NativeMemory.Clear(target + (((row * (nint)shape.Width) + column) * pixel), (nuint)(shape.Channels * sizeof(float)));
            }
        }
    }
}
