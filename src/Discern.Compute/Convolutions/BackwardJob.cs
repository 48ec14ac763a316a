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
    private const int BandPixels = 384;
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
        nint paddedCount = isPadded ? (nint)Shape.PaddedHeight * Shape.PaddedWidth * Shape.Channels : 0;
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
            if (isPadded)
            {
                Halo.Copy(input, Shape, 0, Shape.PaddedHeight, padded);
                input = padded;
            }

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
                    AddToWeights(input, row, rows, bandGradient, gradientStride, GradientAt(picture, row + rows), panel, weightSums, isFirst: picture == first && row == 0);
                }
            }

            if (WantsInput)
            {
                Return(picture, gradient, gradientStride);
            }
        }
    }

    private int BandRows()
    {
        int rows = Math.Clamp(BandPixels / Shape.OutputWidth, 1, Math.Max(Rows, 1));
        return IsPooled ? Math.Max(rows / PoolSize * PoolSize, PoolSize) : rows;
    }

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

    private void AddToWeights(float* input, int row, int rows, float* gradient, nint gradientStride, float* upcoming, float* panel, float* sums, bool isFirst)
    {
        int kernelRow = Shape.KernelWidth * Shape.Channels;
        nint inputRow = (nint)Shape.PaddedWidth * Shape.Channels;
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.Start = isFirst ? TileStart.Zero : TileStart.Accumulate;
        tile.LeftStride = (nint)Shape.Stride * Shape.Channels * sizeof(float);
        tile.LeftBlockStride = Shape.Stride * inputRow;
        tile.ProductStride = Shape.Filters;
        tile.Depth = Columns;
        tile.Blocks = rows;
        int tiles = (Shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width
            * Shape.KernelHeight * TileRow<TVector, TLanes>.Tiles(kernelRow);
        nint ahead = Tile.LinesEach(rows * Math.Max(Shape.Stride * inputRow, gradientStride), tiles * rows);
        tile.LookAhead(input + ((nint)(row + rows) * Shape.Stride * inputRow), upcoming, ahead);
        for (int filter = 0; filter < Shape.Filters; filter += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(filter, Shape.Filters);
            var kernels = TileKernels<TVector, TLanes>.Transposed(width);
            tile.Columns = Math.Min(width, Shape.Filters - filter);
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
                float* left = input + ((((nint)row * Shape.Stride) + kernel) * inputRow);
                float* product = sums + ((nint)kernel * kernelRow * Shape.Filters) + filter;
                TileRow<TVector, TLanes>.Run(&tile, kernels, left, 1, product, kernelRow);
            }
        }
    }

    private void Return(int picture, float* gradient, nint gradientStride)
    {
        float* panels = Memory.TurnedPanels;
        float* target = Memory.InputGradient + ((long)picture * Shape.Height * Shape.Width * Shape.Channels);
        for (int rowPhase = 0; rowPhase < Shape.Stride; rowPhase++)
        {
            var rows = new GradientAxis(Shape.Height, Shape.Padding.Top, Shape.KernelHeight, Shape.Stride, rowPhase, Rows);
            for (int columnPhase = 0; columnPhase < Shape.Stride; columnPhase++)
            {
                var columns = new GradientAxis(Shape.Width, Shape.Padding.Left, Shape.KernelWidth, Shape.Stride, columnPhase, Columns);
                ReturnPhase(target, gradient, gradientStride, panels, rows, columns);
                panels += TurnedWeights<TVector, TLanes>.PhaseCount(Shape, rows.Taps, columns.Taps);
            }
        }
    }

    /// <summary>
    /// The places of one phase: first the inner columns, row by row, which brings the gradient into the cache in its order,
    /// then each column along the edges.
    /// </summary>
    private void ReturnPhase(float* target, float* gradient, nint gradientStride, float* panels, in GradientAxis rows, in GradientAxis columns)
    {
        GradientRun run;
        for (int column = 0; column < columns.Count; column += run.Count)
        {
            run = columns.RunAt(column);
            if (run.Taps == columns.Taps && run.Taps > 0)
            {
                ReturnRows(target, gradient, gradientStride, panels, rows, columns, run);
            }
        }

        for (int column = 0; column < columns.Count; column += run.Count)
        {
            run = columns.RunAt(column);
            if (run.Taps < columns.Taps || run.Taps == 0)
            {
                ReturnColumns(target, gradient, gradientStride, panels, rows, columns, run);
            }
        }
    }

    /// <summary>Columns that hear through every tap: tiles lie along the rows and take up all taps at once.</summary>
    private void ReturnRows(
        float* target, float* gradient, nint gradientStride, float* panels, in GradientAxis rows, in GradientAxis columns, in GradientRun across)
    {
        nint panelDepth = (nint)rows.Taps * columns.Taps * Shape.Filters;
        nint pixel = (nint)Shape.Stride * Shape.Channels;
        nint line = pixel * Shape.Width;
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
            tile.LeftStride = Shape.Filters * sizeof(float);
            tile.LeftBlockStride = gradientStride;
            tile.ProductStride = pixel;
            tile.Depth = (nint)columns.Taps * Shape.Filters;
            tile.Blocks = down.Taps;
            nint ahead = Tile.LinesEach(Math.Max(line, gradientStride), TileRow<TVector, TLanes>.Tiles(across.Count) * tile.Blocks);
            float* left = gradient + (down.Gradient * gradientStride) + ((nint)across.Gradient * Shape.Filters);
            for (int channel = 0; channel < Shape.Channels; channel += Panels<TVector, TLanes>.Width)
            {
                int width = Panels<TVector, TLanes>.WidthAt(channel, Shape.Channels);
                var kernels = TileKernels<TVector, TLanes>.InRows(width);
                tile.Right = panels + (channel * panelDepth) + ((nint)down.FirstTap * tile.Depth * width);
                tile.RightStride = width;
                tile.RightBlockStride = tile.Depth * width;
                tile.Columns = Math.Min(width, Shape.Channels - channel);
                tile.LinesAhead = 0;
                for (int beside = 0; beside < down.Count; beside++)
                {
                    float* from = left + (beside * gradientStride);
                    float* to = product + (beside * line) + channel;
                    if (channel == 0)
                    {
                        tile.LookAhead(from + (down.Taps * gradientStride), to + line, ahead);
                    }

                    TileRow<TVector, TLanes>.Run(&tile, kernels, from, Shape.Filters, to, across.Count);
                }
            }
        }
    }

    /// <summary>
    /// Columns that hear through some taps or none: tiles lie along each column and take up one row of taps after another, so
    /// that the corners need none of their own.
    /// </summary>
    private void ReturnColumns(
        float* target, float* gradient, nint gradientStride, float* panels, in GradientAxis rows, in GradientAxis columns, in GradientRun across)
    {
        nint panelDepth = (nint)rows.Taps * columns.Taps * Shape.Filters;
        nint pixel = (nint)Shape.Stride * Shape.Channels;
        Clear(PlaceAt(target, rows, 0, columns, across.Index), rows.Count, across.Count);
        if (across.Taps == 0)
        {
            return;
        }

        Tile tile = default;
        tile.Activate(Activation.None);
        tile.Start = TileStart.Accumulate;
        tile.LeftStride = gradientStride * sizeof(float);
        tile.ProductStride = pixel * Shape.Width;
        tile.Depth = (nint)across.Taps * Shape.Filters;
        tile.Blocks = 1;
        for (int channel = 0; channel < Shape.Channels; channel += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(channel, Shape.Channels);
            var kernels = TileKernels<TVector, TLanes>.InRows(width);
            tile.RightStride = width;
            tile.Columns = Math.Min(width, Shape.Channels - channel);
            for (int tap = 0; tap < rows.Taps; tap++)
            {
                GradientRun down = rows.HearingThrough(tap);
                nint firstDepth = (((nint)tap * columns.Taps) + across.FirstTap) * Shape.Filters;
                tile.Right = panels + (channel * panelDepth) + (firstDepth * width);
                for (int beside = 0; beside < across.Count; beside++)
                {
                    float* from = gradient + (down.Gradient * gradientStride) + ((nint)(across.Gradient + beside) * Shape.Filters);
                    float* to = PlaceAt(target, rows, down.Index, columns, across.Index + beside) + channel;
                    TileRow<TVector, TLanes>.Run(&tile, kernels, from, gradientStride, to, down.Count);
                }
            }
        }
    }

    /// <summary>Where a place of one phase lies in the gradient of the input.</summary>
    private float* PlaceAt(float* target, in GradientAxis rows, int row, in GradientAxis columns, int column)
    {
        nint inputRow = rows.First + ((nint)Shape.Stride * row);
        nint inputColumn = columns.First + ((nint)Shape.Stride * column);
        return target + (((inputRow * Shape.Width) + inputColumn) * Shape.Channels);
    }

    /// <summary>Places that no kernel row or column reaches, as in a 1 × 1 convolution of stride 2, have no gradient.</summary>
    private void Clear(float* target, int rows, int columns)
    {
        nint pixel = (nint)Shape.Stride * Shape.Channels;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                NativeMemory.Clear(target + (((row * (nint)Shape.Width) + column) * pixel), (nuint)(Shape.Channels * sizeof(float)));
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

        /// <summary>The chunks' sums of the weights' and then the bias' gradient, or null where neither is wanted.</summary>
        public required float* WeightSums { get; init; }

        /// <summary>Whether the weights' gradient is wanted; else the bias' alone may be.</summary>
        public required bool WantsWeights { get; init; }

        /// <summary>Whether the bias' gradient is wanted.</summary>
        public required bool WantsBias { get; init; }

        /// <summary>Weights, without bias.</summary>
        public required nint WeightCount { get; init; }

        /// <summary>From chunk to chunk of the sums, in floats.</summary>
        public required nint SumStride { get; init; }
    }
}
