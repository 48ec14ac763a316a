using Discern.Compute.Activations;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>
/// Some pixels of a batch, through some panels of filters, by windows of one pixel: these see no neighbours, so that the batch is one matrix with a row for each pixel.
/// </summary>
internal readonly unsafe struct ProductJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    // Pixels that meet all panels before the next ones do: inputs and outputs stay in the second-level cache, and panels are read for many pixels.
    private const int MostValuesTogether = 64 << 10;
    private const int LeastTilesTogether = 4;

    // Channels that a tile adds up between two looks ahead.
    private const int MostBlockDepth = 32;
    private const int LeastBlockDepth = 16;

    // Rows at such distances compete for the same lines of the first-level cache, and are moved apart.
    private const int CacheWay = 1024;

    public required int Channels { get; init; }

    public required int Filters { get; init; }

    /// <summary>Pixels of the batch.</summary>
    public required int Pixels { get; init; }

    /// <summary>Pixels of each job but the last.</summary>
    public required int PixelsPerJob { get; init; }

    /// <summary>Jobs that share the panels of the same pixels.</summary>
    public required int PanelJobs { get; init; }

    public required Activation Activation { get; init; }

    /// <summary>Whether nobody need ask for the input of the pixels to come.</summary>
    public bool IsInputInCache { get; init; }

    /// <summary>Whether nobody need ask for the output of the pixels to come.</summary>
    public bool IsOutputInCache { get; init; }

    public required ForwardPointers Memory { get; init; }

    /// <summary>The geometry of windows that leave pixels of the input out, whose pixels are first copied side by side; null where each pixel has an output.</summary>
    public ConvolutionShape? Strided { get; init; }

    /// <summary>Channels of a block: all, where they do not divide.</summary>
    private int BlockDepth => Channels % MostBlockDepth == 0 ? MostBlockDepth : Channels % LeastBlockDepth == 0 ? LeastBlockDepth : Channels;

    public void Run(int index, int worker)
    {
        int panels = (Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        int firstFilter = (int)((long)panels * (index % PanelJobs) / PanelJobs) * Panels<TVector, TLanes>.Width;
        int lastFilter = Math.Min((int)((long)panels * ((index % PanelJobs) + 1) / PanelJobs) * Panels<TVector, TLanes>.Width, Filters);
        int firstPixel = index / PanelJobs * PixelsPerJob;
        int lastPixel = Math.Min(firstPixel + PixelsPerJob, Pixels);
        int together = Math.Max(MostValuesTogether / (Channels + lastFilter - firstFilter) / TLanes.TileRows, LeastTilesTogether) * TLanes.TileRows;
        nint stride = Channels % CacheWay == 0 ? Channels + TLanes.Count : Channels;
        bool isMoved = stride != Channels || Strided is not null;
        float* moved = isMoved ? ThreadScratch.Rent(together * stride) : null;
        for (int pixel = firstPixel; pixel < lastPixel; pixel += together)
        {
            int pixels = Math.Min(together, lastPixel - pixel);
            for (int row = 0; isMoved && row < pixels; row++)
            {
                new Span<float>(InputAt(pixel + row), Channels).CopyTo(new Span<float>(moved + (row * stride), Channels));
            }

            Multiply(isMoved ? moved : InputAt(pixel), stride, pixel, pixels, firstFilter, lastFilter);
        }
    }

    /// <summary>The input of an output's pixel.</summary>
    private float* InputAt(int pixel)
    {
        if (Strided is not { } shape)
        {
            return Memory.Input + ((nint)pixel * Channels);
        }

        (int line, int column) = Math.DivRem(pixel, shape.OutputWidth);
        (int picture, int row) = Math.DivRem(line, shape.OutputHeight);
        return Memory.Input + (((((nint)picture * shape.Height) + (row * shape.Stride)) * shape.Width) + (column * shape.Stride)) * Channels;
    }

    private void Multiply(float* input, nint stride, int pixel, int pixels, int firstFilter, int lastFilter)
    {
        Tile tile = default;
        tile.Activate(Activation);
        tile.Start = Memory.Bias is null ? TileStart.Zero : TileStart.Bias;
        tile.IsAdded = Memory.IsAdded;
        tile.AddendDistance = Memory.AddendDistance;
        tile.LeftStride = stride * sizeof(float);
        tile.ProductStride = Filters;
        tile.Depth = BlockDepth;
        tile.Blocks = Channels / tile.Depth;
        tile.LeftBlockStride = tile.Depth;
        float* output = Memory.Output + ((nint)pixel * Filters);
        if (PanelJobs == 1)
        {
            // All blocks of these pixels together ask for the next ones: a few lines each, for what a tile waits for stands in one queue with what it asks for.
            nint panels = (Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
            nint blocks = TileRow<TVector, TLanes>.Tiles(pixels) * panels * tile.Blocks;
            nint inputLines = IsInputInCache || Strided is not null ? 0 : Tile.LinesEach((nint)pixels * Channels, blocks);
            nint outputLines = IsOutputInCache ? 0 : Tile.LinesEach((nint)pixels * Filters, blocks);
            tile.LookAhead(InputAt(pixel + pixels), inputLines, output + ((nint)pixels * Filters), outputLines);
        }

        for (int filter = firstFilter; filter < lastFilter; filter += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(filter, Filters);
            tile.Right = Memory.Panels + ((nint)filter * Channels);
            tile.RightStride = width;
            tile.RightBlockStride = tile.Depth * width;
            tile.Columns = Math.Min(width, Filters - filter);
            tile.Bias = Memory.Bias + filter;
            TileRow<TVector, TLanes>.Run(&tile, TileKernels<TVector, TLanes>.InRows(width), input, stride, output + filter, pixels);
        }
    }
}
