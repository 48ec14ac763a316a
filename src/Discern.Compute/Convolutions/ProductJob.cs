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

    public required ForwardPointers Memory { get; init; }

    public void Run(int index, int worker)
    {
        int panels = (Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        int firstFilter = (int)((long)panels * (index % PanelJobs) / PanelJobs) * Panels<TVector, TLanes>.Width;
        int lastFilter = Math.Min((int)((long)panels * ((index % PanelJobs) + 1) / PanelJobs) * Panels<TVector, TLanes>.Width, Filters);
        int firstPixel = index / PanelJobs * PixelsPerJob;
        int lastPixel = Math.Min(firstPixel + PixelsPerJob, Pixels);
        int together = Math.Max(MostValuesTogether / (Channels + lastFilter - firstFilter) / TLanes.TileRows, LeastTilesTogether) * TLanes.TileRows;
        bool isMoved = Channels % CacheWay == 0;
        nint stride = isMoved ? Channels + TLanes.Count : Channels;
        float* moved = isMoved ? ThreadScratch.Rent(together * stride) : null;
        for (int pixel = firstPixel; pixel < lastPixel; pixel += together)
        {
            int pixels = Math.Min(together, lastPixel - pixel);
            float* input = Memory.Input + ((nint)pixel * Channels);
            if (isMoved)
            {
                for (int row = 0; row < pixels; row++)
                {
                    new Span<float>(input + ((nint)row * Channels), Channels).CopyTo(new Span<float>(moved + (row * stride), Channels));
                }

                input = moved;
            }

            Multiply(input, stride, pixel, pixels, firstFilter, lastFilter);
        }
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
        tile.Depth = Channels;
        tile.Blocks = 1;
        float* output = Memory.Output + ((nint)pixel * Filters);
        nint ahead = Tile.LinesEach((nint)pixels * Math.Max(Channels, lastFilter - firstFilter), TileRow<TVector, TLanes>.Tiles(pixels));
        for (int filter = firstFilter; filter < lastFilter; filter += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(filter, Filters);
            tile.Right = Memory.Panels + ((nint)filter * Channels);
            tile.RightStride = width;
            tile.Columns = Math.Min(width, Filters - filter);
            tile.Bias = Memory.Bias + filter;
            tile.LinesAhead = 0;
            if (filter == firstFilter && PanelJobs == 1)
            {
                tile.LookAhead(Memory.Input + (((nint)pixel + pixels) * Channels), output + ((nint)pixels * Filters), ahead);
            }

            TileRow<TVector, TLanes>.Run(&tile, TileKernels<TVector, TLanes>.InRows(width), input, stride, output + filter, pixels);
        }
    }
}
