using System.Runtime.InteropServices;
using Discern.Compute.Activations;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>
/// The backward pass of some pictures: for each, the gradient of the output is spread through pooling and activation into
/// a few rows, which the gradients of weights and bias take up while they are in cache, and then the gradient of the input.
/// </summary>
/// <remarks>Every chunk of pictures has a sum of its own; the chunks do not depend on the number of threads.</remarks>
internal readonly unsafe struct BackwardJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private const int PoolSize = 2;

    // A tile of weight gradients is loaded and stored once per band: fewer pixels than this and that begins to show.
    private const int BandPixels = 256;

    public required ConvolutionShape Shape { get; init; }

    public required int Batch { get; init; }

    /// <summary>Chunks that the batch is cut into.</summary>
    public required int Chunks { get; init; }

    public required Activation Activation { get; init; }

    public required bool IsPooled { get; init; }

    public required Pointers Memory { get; init; }

    // With pooling, an odd last row or column of outputs took no part and has no gradient.
    private int Rows => IsPooled ? Shape.OutputHeight / PoolSize * PoolSize : Shape.OutputHeight;

    private int Columns => IsPooled ? Shape.OutputWidth / PoolSize * PoolSize : Shape.OutputWidth;

    private bool WantsInput => Memory.InputGradient is not null;

    private bool WantsSums => Memory.WeightSums is not null;

    public void Run(int index, int worker)
    {
        int first = (int)((long)Batch * index / Chunks);
        int last = (int)((long)Batch * (index + 1) / Chunks);
        var halo = new GradientHalo(Shape);
        int band = BandRows();
        int gradientWidth = WantsInput ? halo.Width : Shape.OutputWidth;
        int gradientRows = WantsInput ? Rows : band;
        nint gradientStride = (nint)gradientWidth * Shape.Filters;
        bool isPadded = Memory.WantsWeights && Shape.Padding != Padding.None;
        long paddedCount = isPadded ? (long)Shape.PaddedHeight * Shape.PaddedWidth * Shape.Channels : 0;
        float* padded = ThreadScratch.Rent(paddedCount + (gradientRows * gradientStride) + Panels<TVector, TLanes>.Width + Shape.Filters);
        float* gradient = padded + paddedCount;
        float* unusedSums = gradient + (gradientRows * gradientStride) + Panels<TVector, TLanes>.Width;
        NativeMemory.Clear(gradient, (nuint)(gradientRows * gradientStride * sizeof(float)));

        float* weightSums = Memory.WeightSums + (index * Memory.SumStride);
        float* biasSums = WantsSums ? weightSums + Memory.WeightCount : unusedSums;
        if (WantsSums)
        {
            NativeMemory.Clear(weightSums, (nuint)(Memory.SumStride * sizeof(float)));
        }

        for (int picture = first; picture < last; picture++)
        {
            float* input = Memory.Input + ((long)picture * Shape.Height * Shape.Width * Shape.Channels);
            if (isPadded)
            {
                Halo.Copy(input, Shape, 0, Shape.PaddedHeight, padded);
                input = padded;
            }

            for (int row = 0; row < Rows; row += band)
            {
                int rows = Math.Min(band, Rows - row);
                float* bandGradient = WantsInput ? gradient + (row * gradientStride) + ((nint)halo.Left * Shape.Filters) : gradient;
                Spread(picture, row, rows, bandGradient, gradientStride, biasSums);
                if (Memory.WantsWeights)
                {
                    AddToWeights(input, row, rows, bandGradient, gradientStride, weightSums);
                }
            }

            if (WantsInput)
            {
                Return(picture, gradient, gradientStride, halo);
            }
        }
    }

    private int BandRows()
    {
        int rows = Math.Clamp(BandPixels / Shape.OutputWidth, 1, Math.Max(Rows, 1));
        return IsPooled ? Math.Max(rows / PoolSize * PoolSize, PoolSize) : rows;
    }

    private void Spread(int picture, int row, int rows, float* gradient, nint stride, float* biasSums)
    {
        if (IsPooled)
        {
            nint pooledColumns = Columns / PoolSize;
            nint pooledRow = pooledColumns * Shape.Filters;
            nint offset = (((nint)picture * (Shape.OutputHeight / PoolSize)) + (row / PoolSize)) * pooledRow;
            for (int done = 0; done < rows; done += PoolSize)
            {
                PoolingRows<TVector, TLanes>.Spread(
                    Memory.Output + offset, Memory.Argmax + offset, Memory.OutputGradient + offset, Activation,
                    pooledColumns, Shape.Filters, gradient, stride, biasSums);
                offset += pooledRow;
                gradient += PoolSize * stride;
            }
        }
        else
        {
            nint outputRow = (nint)Shape.OutputWidth * Shape.Filters;
            nint offset = (((nint)picture * Shape.OutputHeight) + row) * outputRow;
            for (int done = 0; done < rows; done++)
            {
                GradientRows<TVector, TLanes>.Copy(
                    Memory.Output + offset, Memory.OutputGradient + offset, Activation, Columns, Shape.Filters, gradient, biasSums);
                offset += outputRow;
                gradient += stride;
            }
        }
    }

    private void AddToWeights(float* input, int row, int rows, float* gradient, nint gradientStride, float* sums)
    {
        int kernelRow = Shape.KernelWidth * Shape.Channels;
        nint inputRow = (nint)Shape.PaddedWidth * Shape.Channels;
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.Start = TileStart.Accumulate;
        tile.LeftStride = (nint)Shape.Stride * Shape.Channels * sizeof(float);
        tile.LeftBlockStride = Shape.Stride * inputRow;
        tile.RightStride = Shape.Filters;
        tile.RightBlockStride = gradientStride;
        tile.ProductStride = Shape.Filters;
        tile.Depth = Columns;
        tile.Blocks = rows;
        for (int kernel = 0; kernel < Shape.KernelHeight; kernel++)
        {
            float* left = input + (((nint)row * Shape.Stride) + kernel) * inputRow;
            for (int filter = 0; filter < Shape.Filters; filter += Panels<TVector, TLanes>.Width)
            {
                int width = Panels<TVector, TLanes>.WidthAt(filter, Shape.Filters);
                var kernels = TileKernels<TVector, TLanes>.Transposed(width);
                tile.Right = gradient + filter;
                tile.Columns = Math.Min(width, Shape.Filters - filter);
                float* product = sums + ((nint)kernel * kernelRow * Shape.Filters) + filter;
                TileRow<TVector, TLanes>.Run(&tile, kernels, left, 1, product, kernelRow);
            }
        }
    }

    private void Return(int picture, float* gradient, nint gradientStride, in GradientHalo halo)
    {
        float* panels = Memory.TurnedPanels;
        float* target = Memory.InputGradient + ((long)picture * Shape.Height * Shape.Width * Shape.Channels);
        for (int rowPhase = 0; rowPhase < Shape.Stride; rowPhase++)
        {
            for (int columnPhase = 0; columnPhase < Shape.Stride; columnPhase++)
            {
                int rowTaps = GradientHalo.Taps(Shape.KernelHeight, Shape.Stride, rowPhase);
                int columnTaps = GradientHalo.Taps(Shape.KernelWidth, Shape.Stride, columnPhase);
                ReturnPhase(target, gradient, gradientStride, halo, panels, new Phase(rowPhase, columnPhase, rowTaps, columnTaps));
                panels += TurnedWeights<TVector, TLanes>.PhaseCount(Shape, rowTaps, columnTaps);
            }
        }
    }

    private void ReturnPhase(float* target, float* gradient, nint gradientStride, in GradientHalo halo, float* panels, Phase phase)
    {
        // The first input row and column of this phase.
        int firstRow = PositiveRemainder(phase.Row - Shape.Padding.Top, Shape.Stride);
        int firstColumn = PositiveRemainder(phase.Column - Shape.Padding.Left, Shape.Stride);
        int columns = (Shape.Width - firstColumn + Shape.Stride - 1) / Shape.Stride;
        if (firstRow >= Shape.Height || columns <= 0)
        {
            return;
        }

        nint pixel = (nint)Shape.Stride * Shape.Channels;
        if (phase.RowTaps == 0 || phase.ColumnTaps == 0)
        {
            ClearPhase(target, firstRow, firstColumn, columns, pixel);
            return;
        }

        nint depth = (nint)phase.ColumnTaps * Shape.Filters;
        nint panelDepth = phase.RowTaps * depth;
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.LeftStride = Shape.Filters * sizeof(float);
        tile.LeftBlockStride = gradientStride;
        tile.ProductStride = pixel;
        tile.Depth = depth;
        int gradientColumn = ((firstColumn + Shape.Padding.Left - phase.Column) / Shape.Stride) - (phase.ColumnTaps - 1) + halo.Left;
        for (int channel = 0; channel < Shape.Channels; channel += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(channel, Shape.Channels);
            var kernels = TileKernels<TVector, TLanes>.InRows(width);
            tile.RightStride = width;
            tile.RightBlockStride = depth * width;
            tile.Columns = Math.Min(width, Shape.Channels - channel);
            for (int row = firstRow; row < Shape.Height; row += Shape.Stride)
            {
                // Kernel rows that would read above the first or below the last row of gradients are left out.
                int gradientRow = ((row + Shape.Padding.Top - phase.Row) / Shape.Stride) - (phase.RowTaps - 1);
                int above = Math.Max(0, -gradientRow);
                int below = Math.Max(0, gradientRow + phase.RowTaps - Rows);
                float* product = target + ((((nint)row * Shape.Width) + firstColumn) * Shape.Channels) + channel;
                if (above + below >= phase.RowTaps)
                {
                    ClearRow(product, columns, pixel, (int)tile.Columns);
                    continue;
                }

                tile.Blocks = phase.RowTaps - above - below;
                tile.Right = panels + (channel * panelDepth) + (above * tile.RightBlockStride);
                float* left = gradient + ((gradientRow + above) * gradientStride) + ((nint)gradientColumn * Shape.Filters);
                TileRow<TVector, TLanes>.Run(&tile, kernels, left, Shape.Filters, product, columns);
            }
        }
    }

    /// <summary>A phase that no kernel row or column reaches, as in a 1 × 1 convolution of stride 2, has no gradient.</summary>
    private void ClearPhase(float* target, int firstRow, int firstColumn, int columns, nint pixel)
    {
        for (int row = firstRow; row < Shape.Height; row += Shape.Stride)
        {
            ClearRow(target + ((((nint)row * Shape.Width) + firstColumn) * Shape.Channels), columns, pixel, Shape.Channels);
        }
    }

    private static void ClearRow(float* place, int columns, nint pixel, int channels)
    {
        for (int column = 0; column < columns; column++)
        {
            NativeMemory.Clear(place, (nuint)(channels * sizeof(float)));
            place += pixel;
        }
    }

    private static int PositiveRemainder(int value, int divisor) => ((value % divisor) + divisor) % divisor;

    private readonly record struct Phase(int Row, int Column, int RowTaps, int ColumnTaps);

    /// <summary>Where the job reads and writes.</summary>
    internal readonly struct Pointers
    {
        public required float* Input { get; init; }

        /// <summary>What the forward pass gave, after activation and pooling.</summary>
        public required float* Output { get; init; }

        public required byte* Argmax { get; init; }

        public required float* OutputGradient { get; init; }

        /// <summary>Null where it is not wanted.</summary>
        public required float* InputGradient { get; init; }

        /// <summary>Weights as <see cref="TurnedWeights{TVector, TLanes}"/>, for the gradient of the input.</summary>
        public required float* TurnedPanels { get; init; }

        /// <summary>The chunks' sums of the weights' and then the bias' gradient, or null where neither is wanted.</summary>
        public required float* WeightSums { get; init; }

        /// <summary>Whether the weights' gradient is wanted; else the bias' alone may be.</summary>
        public required bool WantsWeights { get; init; }

        /// <summary>Weights, without bias.</summary>
        public required nint WeightCount { get; init; }

        /// <summary>From chunk to chunk of the sums, in floats.</summary>
        public required nint SumStride { get; init; }
    }
}
