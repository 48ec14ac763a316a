using Discern.Compute.Activations;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>
/// The forward pass of one band of rows of one picture. For each kernel row, kernel width × channels is one contiguous run
/// of an NHWC picture, so the tiles read it as it lies: nothing is unrolled into columns.
/// </summary>
internal readonly unsafe struct ForwardJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private const int PoolSize = 2;

    public required ConvolutionShape Shape { get; init; }

    /// <summary>Bands that each picture is cut into.</summary>
    public required int Bands { get; init; }

    public required Activation Activation { get; init; }

    /// <summary>Whether the output is pooled by 2 × 2 as it leaves the cache.</summary>
    public required bool IsPooled { get; init; }

    public required ForwardPointers Memory { get; init; }

    private int Rows => IsPooled ? Shape.OutputHeight / PoolSize : Shape.OutputHeight;

    private int Columns => IsPooled ? Shape.OutputWidth / PoolSize : Shape.OutputWidth;

    public void Run(int index, int worker)
    {
        int picture = index / Bands;
        int band = index % Bands;
        int firstRow = (int)((long)Rows * band / Bands);
        int rowCount = (int)((long)Rows * (band + 1) / Bands) - firstRow;
        if (rowCount == 0)
        {
            return;
        }

        int rowsPerOutput = IsPooled ? PoolSize : 1;
        int firstInput = firstRow * rowsPerOutput * Shape.Stride;
        int inputCount = (((rowCount * rowsPerOutput) - 1) * Shape.Stride) + Shape.KernelHeight;
        long paddedRow = (long)Shape.PaddedWidth * Shape.Channels;
        bool isPadded = Shape.Padding != Padding.None;
        long paddedCount = isPadded ? inputCount * paddedRow : 0;
        float* scratch = ThreadScratch.Rent(paddedCount + (IsPooled ? (long)PoolSize * Columns * PoolSize * Shape.Filters : 0));
        float* input = Memory.Input + ((long)picture * Shape.Height * Shape.Width * Shape.Channels);
        if (isPadded)
        {
            Halo.Copy(input, Shape, firstInput, inputCount, scratch);
            input = scratch;
        }
        else
        {
            input += firstInput * paddedRow;
        }

        if (IsPooled)
        {
            ConvolveAndPool(input, scratch + paddedCount, picture, firstRow, rowCount);
        }
        else
        {
            long outputRow = (long)Shape.OutputWidth * Shape.Filters;
            float* output = Memory.Output + ((((long)picture * Shape.OutputHeight) + firstRow) * outputRow);
            Convolve(input, output, rowCount, Shape.OutputWidth);
        }
    }

    private void ConvolveAndPool(float* input, float* rows, int picture, int firstRow, int rowCount)
    {
        long inputStep = (long)PoolSize * Shape.Stride * Shape.PaddedWidth * Shape.Channels;
        long pooledRow = (long)Columns * Shape.Filters;
        long offset = (((long)picture * Rows) + firstRow) * pooledRow;
        for (int row = 0; row < rowCount; row++)
        {
            Convolve(input, rows, PoolSize, Columns * PoolSize);
            float* pooled = Memory.Output + offset;
            byte* argmax = Memory.Argmax is null ? null : Memory.Argmax + offset;
            PoolingRows<TVector, TLanes>.Max(rows, Columns, Shape.Filters, pooled, argmax);
            input += inputStep;
            offset += pooledRow;
        }
    }

    /// <summary>Some rows of outputs, of which the first <paramref name="width"/> columns are wanted.</summary>
    private void Convolve(float* input, float* output, int rows, int width)
    {
        nint kernelRow = (nint)Shape.KernelWidth * Shape.Channels;
        nint depth = Shape.KernelHeight * kernelRow;
        nint inputStep = (nint)Shape.Stride * Shape.PaddedWidth * Shape.Channels;
        nint pixelStep = (nint)Shape.Stride * Shape.Channels;
        Tile tile = default;
        tile.Activate(Activation);
        tile.LeftStride = pixelStep * sizeof(float);
        tile.LeftBlockStride = (nint)Shape.PaddedWidth * Shape.Channels;
        tile.ProductStride = Shape.Filters;
        tile.Depth = kernelRow;
        tile.Blocks = Shape.KernelHeight;
        tile.Start = Memory.Bias is null ? TileStart.Zero : TileStart.Bias;
        tile.IsAdded = Memory.IsAdded;
        tile.AddendDistance = Memory.AddendDistance;
        nint rowCount = (nint)width * Shape.Filters;
        nint blocks = TileRow<TVector, TLanes>.Tiles(width) * tile.Blocks;
        nint inputLines = Tile.LinesEach(inputStep, blocks);
        nint outputLines = Tile.LinesEach(rowCount, blocks);
        for (int filter = 0; filter < Shape.Filters; filter += Panels<TVector, TLanes>.Width)
        {
            int panelWidth = Panels<TVector, TLanes>.WidthAt(filter, Shape.Filters);
            var kernels = TileKernels<TVector, TLanes>.InRows(panelWidth);
            tile.Right = Memory.Panels + (filter * depth);
            tile.RightStride = panelWidth;
            tile.RightBlockStride = kernelRow * panelWidth;
            tile.Columns = Math.Min(panelWidth, Shape.Filters - filter);
            tile.Bias = Memory.Bias + filter;
            tile.LookNowhere();
            for (int row = 0; row < rows; row++)
            {
                float* left = input + (row * inputStep);
                float* product = output + ((nint)row * width * Shape.Filters) + filter;
                if (filter == 0)
                {
                    tile.LookAhead(left + (Shape.KernelHeight * tile.LeftBlockStride), inputLines, product + rowCount, outputLines);
                }

                TileRow<TVector, TLanes>.Run(&tile, kernels, left, pixelStep, product, width);
            }
        }
    }
}
