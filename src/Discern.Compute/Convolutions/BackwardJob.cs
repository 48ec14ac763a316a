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

    // A tile of weight gradients is loaded and stored once per band: fewer pixels than this and that begins to show. A packed
    // panel of gradients has to leave room in the first-level cache.
    private const int BandPixels = 384;
    private const int PackedBandPixels = 256;
    private const int WorthPackingTiles = 8;

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

    // Neither pooling nor activation: the gradient is read where it lies.
    private bool IsDirect => !IsPooled && Activation == Activation.None;

    // Many filters lie far apart in memory and fall into few sets of the cache. A packed panel stays in it, and is worth its
    // copy where enough tiles read it.
    private bool IsPacked => Memory.WantsWeights
        && Shape.Filters > Panels<TVector, TLanes>.Width
        && Shape.KernelHeight * Shape.KernelWidth * Shape.Channels >= WorthPackingTiles * TLanes.TileRows;

    public void Run(int index, int worker)
    {
        int first = (int)((long)Batch * index / Chunks);
        int last = (int)((long)Batch * (index + 1) / Chunks);
        int band = BandRows();
        nint gradientStride = (nint)Shape.OutputWidth * Shape.Filters;
        nint gradientCount = IsDirect ? 0 : (WantsInput ? Rows : band) * gradientStride;
        bool isPadded = Memory.WantsWeights && Shape.Padding != Padding.None;
        nint paddedCount = isPadded ? (nint)InputRows(band) * Shape.PaddedWidth * Shape.Channels : 0;
        nint panelCount = IsPacked ? (nint)band * Shape.OutputWidth * Panels<TVector, TLanes>.Width : 0;
        float* padded = ThreadScratch.Rent(paddedCount + panelCount + gradientCount + Panels<TVector, TLanes>.Width + Shape.Filters);
        float* panel = padded + paddedCount;
        float* gradient = panel + panelCount;
        float* unusedSums = gradient + gradientCount + Panels<TVector, TLanes>.Width;

        float* weightSums = Memory.WeightSums + (index * Memory.SumStride);
        float* biasSums = WantsSums ? weightSums + Memory.WeightCount : unusedSums;
        if (WantsSums)
        {
            // The first band of the first picture sets the sums of the weights; without one nobody does.
            nint begun = Memory.WantsWeights && first < last && Rows > 0 ? Memory.WeightCount : 0;
            NativeMemory.Clear(weightSums + begun, (nuint)((Memory.SumStride - begun) * sizeof(float)));
        }

        for (int picture = first; picture < last; picture++)
        {
            float* input = Memory.Input + ((long)picture * Shape.Height * Shape.Width * Shape.Channels);
            nint inputRow = (nint)Shape.Width * Shape.Channels;
            if (IsDirect)
            {
                gradient = Memory.OutputGradient + ((nint)picture * Shape.OutputHeight * gradientStride);
            }

            for (int row = 0; row < Rows; row += band)
            {
                int rows = Math.Min(band, Rows - row);
                float* bandGradient = WantsInput || IsDirect ? gradient + (row * gradientStride) : gradient;
                if (!IsDirect)
                {
                    Spread(picture, row, rows, bandGradient, gradientStride, biasSums);
                }
                else if (Memory.WantsBias)
                {
                    GradientRows<TVector, TLanes>.Sum(bandGradient, (nint)rows * Shape.OutputWidth, Shape.Filters, biasSums);
                }

                if (Memory.WantsWeights)
                {
                    float* bandInput = isPadded ? padded : input + (row * Shape.Stride * inputRow);
                    if (isPadded)
                    {
                        Halo.Copy(input, Shape, row * Shape.Stride, InputRows(rows), padded);
                    }

                    // Behind the last band comes the next picture.
                    float* upcoming = input + ((row + rows) * Shape.Stride * inputRow);
                    AddToWeights(bandInput, rows, bandGradient, gradientStride, upcoming, GradientAt(picture, row + rows), panel, weightSums, isFirst: picture == first && row == 0);
                }
            }

            if (WantsInput)
            {
                float* target = Memory.InputGradient + ((long)picture * Shape.Height * Shape.Width * Shape.Channels);
                new GradientReturn<TVector, TLanes>(Shape, Rows, Columns, Memory.TurnedPanels).Run(gradient, target);
            }
        }
    }

    private int BandRows()
    {
        int rows = Math.Clamp((IsPacked ? PackedBandPixels : BandPixels) / Shape.OutputWidth, 1, Math.Max(Rows, 1));
        return IsPooled ? Math.Max(rows / PoolSize * PoolSize, PoolSize) : rows;
    }

    /// <summary>Rows of the padded input that rows of the output hear.</summary>
    private int InputRows(int rows) => ((rows - 1) * Shape.Stride) + Shape.KernelHeight;

    /// <summary>Where the gradient of the output's row lies, before pooling and activation are undone.</summary>
    private float* GradientAt(int picture, int row)
    {
        int pooling = IsPooled ? PoolSize : 1;
        nint outputRow = (nint)(Shape.OutputWidth / pooling) * Shape.Filters;
        return Memory.OutputGradient + ((((nint)picture * (Shape.OutputHeight / pooling)) + (row / pooling)) * outputRow);
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

    private void AddToWeights(
        float* input, int rows, float* gradient, nint gradientStride, float* upcomingInput, float* upcomingGradient, float* panel, float* sums, bool isFirst)
    {
        int kernelRow = Shape.KernelWidth * Shape.Channels;
        nint inputRow = (nint)Shape.PaddedWidth * Shape.Channels;
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.IsAdded = !isFirst;
        tile.LeftStride = (nint)Shape.Stride * Shape.Channels * sizeof(float);
        tile.LeftBlockStride = Shape.Stride * inputRow;
        tile.Depth = Columns;
        tile.Blocks = rows;
        int tiles = (Shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width
            * Shape.KernelHeight * TileRow<TVector, TLanes>.Tiles(kernelRow);
        nint ahead = Tile.LinesEach(rows * Math.Max(Shape.Stride * inputRow, gradientStride), tiles * rows);
        tile.LookAhead(upcomingInput, ahead, upcomingGradient, ahead);
        for (int filter = 0; filter < Shape.Filters; filter += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(filter, Shape.Filters);
            var kernels = TileKernels<TVector, TLanes>.Transposed(width);
            tile.Columns = Math.Min(width, Shape.Filters - filter);
            tile.ProductStride = width;
            tile.Right = gradient + filter;
            tile.RightStride = Shape.Filters;
            tile.RightBlockStride = gradientStride;
            if (IsPacked)
            {
                for (int packed = 0; packed < rows; packed++)
                {
                    float* target = panel + ((nint)packed * Columns * width);
                    Panels<TVector, TLanes>.Pack(tile.Right + (packed * gradientStride), Shape.Filters, Columns, (int)tile.Columns, target, Columns);
                }

                tile.Right = panel;
                tile.RightStride = width;
                tile.RightBlockStride = (nint)Columns * width;
            }

            for (int kernel = 0; kernel < Shape.KernelHeight; kernel++)
            {
                float* left = input + (kernel * inputRow);
                float* product = sums + ((nint)filter * Shape.KernelHeight * kernelRow) + ((nint)kernel * kernelRow * width);
                TileRow<TVector, TLanes>.Run(&tile, kernels, left, 1, product, kernelRow);
            }
        }
    }

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

        /// <summary>The chunks' sums of the weights' gradient, in panels, and then of the bias', or null where neither is wanted.</summary>
        public required float* WeightSums { get; init; }

        /// <summary>Whether the weights' gradient is wanted; else the bias' alone may be.</summary>
        public required bool WantsWeights { get; init; }

        /// <summary>Whether the bias' gradient is wanted.</summary>
        public required bool WantsBias { get; init; }

        /// <summary>Sums of weights, with the panels' filling and without the bias.</summary>
        public required nint WeightCount { get; init; }

        /// <summary>From chunk to chunk of the sums, in floats.</summary>
        public required nint SumStride { get; init; }
    }
}
