using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Winograd;

/// <summary>Some tiles of a batch, for some panels of filters: transforms inputs and gradients, and adds their products, place by place, to the sums of a chunk.</summary>
/// <remarks>Every chunk of tiles has sums of its own; the chunks do not depend on the number of threads.</remarks>
internal readonly unsafe struct WinogradGradientJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    // At this place of a transformed gradient lies the sum of its 16 values over 36, which is what the bias wants.
    public const int BiasPlace = WinogradTransform.Inputs + 1;

    // Rows of transformed inputs whose distance is a multiple of this fall into few sets of the first-level cache.
    private const int CacheSets = 128;

    public required ConvolutionShape Shape { get; init; }

    public required WinogradTiles Tiles { get; init; }

    /// <summary>Chunks that the tiles are cut into.</summary>
    public required int Chunks { get; init; }

    /// <summary>Tiles that are transformed before they are multiplied.</summary>
    public required int TilesTogether { get; init; }

    /// <summary>Jobs that share the panels of the same chunk.</summary>
    public required int PanelJobs { get; init; }

    public required float* Input { get; init; }

    public required float* OutputGradient { get; init; }

    /// <summary>For each chunk the sums of each place, in panels, and of the bias.</summary>
    public required WinogradSums Sums { get; init; }

    /// <summary>Whether the sums begin here; else they go on.</summary>
    public required bool IsFirst { get; init; }

    public void Run(int index, int worker)
    {
        (int chunk, int part) = Math.DivRem(index, PanelJobs);
        int panels = (Shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        int firstFilter = (int)((long)panels * part / PanelJobs) * Panels<TVector, TLanes>.Width;
        int lastFilter = Math.Min((int)((long)panels * (part + 1) / PanelJobs) * Panels<TVector, TLanes>.Width, Shape.Filters);
        int first = (int)((long)Tiles.Total * chunk / Chunks);
        int last = (int)((long)Tiles.Total * (chunk + 1) / Chunks);
        nint channels = RowStride();
        nint filters = (lastFilter - firstFilter + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width * Panels<TVector, TLanes>.Width;
        nint inputs = WinogradTransform.Places * TilesTogether * channels;
        nint gradients = WinogradTransform.Places * TilesTogether * filters;
        nint patch = (WinogradTransform.Places * (nint)Math.Max(Shape.Channels, Shape.Filters)) + TLanes.Count;
        float* input = ThreadScratch.Rent(inputs + gradients + WinogradTransform.ScratchCount<TVector, TLanes>() + patch);
        float* gradient = input + inputs;
        float* scratch = gradient + gradients;
        float* sums = Sums.Chunk(chunk);
        if (IsFirst)
        {
            // The first tiles set the sums of the places; without one nobody does.
            NativeMemory.Clear(Sums.Bias(sums) + firstFilter, (nuint)((lastFilter - firstFilter) * sizeof(float)));
            nint held = (lastFilter - firstFilter + (nint)TLanes.Count - 1) / TLanes.Count * TLanes.Count;
            for (int place = 0; place < WinogradTransform.Places && first == last; place++)
            {
                NativeMemory.Clear(Sums.Place(sums, place) + ((nint)firstFilter * Shape.Channels), (nuint)(held * Shape.Channels * sizeof(float)));
            }
        }

        for (int start = first; start < last; start += TilesTogether)
        {
            int tiles = Math.Min(TilesTogether, last - start);
            for (int tile = 0; tile < tiles; tile++)
            {
                Transform(start + tile, input + (tile * channels), tiles * channels, scratch);
                TransformGradient(start + tile, gradient, tile, firstFilter, lastFilter, TilesTogether * filters, scratch);
            }

            Multiply(input, channels, gradient, TilesTogether * filters, tiles, firstFilter, lastFilter, sums, isFirst: IsFirst && start == first);
        }
    }

    private nint RowStride()
    {
        nint channels = (Shape.Channels + (nint)TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        return channels % CacheSets == 0 ? channels + TLanes.Count : channels;
    }

    private void Transform(int tile, float* target, nint placeStride, float* scratch)
    {
        (int picture, int row, int column) = Tiles.At(tile);
        nint channels = Shape.Channels;
        float* from = Input + ((nint)picture * Shape.Height * Shape.Width * channels);
        float* patch = scratch + WinogradTransform.ScratchCount<TVector, TLanes>();
        float* source = WinogradPatch.Find(
            from, Shape.Height, Shape.Width, channels, row - Shape.Padding.Top, column - Shape.Padding.Left, WinogradTransform.Inputs, patch, out nint rowStride);
        WinogradTransform.Input<TVector, TLanes>(source, rowStride, channels, channels, target, placeStride, scratch);
    }

    /// <summary>Transforms the gradient of a tile's outputs into panels, of which the tile is one depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformGradient(int tile, float* target, int depth, int firstFilter, int lastFilter, nint placeStride, float* scratch)
    {
        (int picture, int row, int column) = Tiles.At(tile);
        nint filters = Shape.Filters;
        float* from = OutputGradient + ((nint)picture * Shape.OutputHeight * Shape.OutputWidth * filters);
        float* patch = scratch + WinogradTransform.ScratchCount<TVector, TLanes>();
        float* source = WinogradPatch.Find(
            from, Shape.OutputHeight, Shape.OutputWidth, filters, row, column, WinogradTransform.Outputs, patch, out nint rowStride);
        for (int panel = firstFilter; panel < lastFilter; panel += Panels<TVector, TLanes>.Width)
        {
            nint width = Panels<TVector, TLanes>.WidthAt(panel, Shape.Filters);
            float* to = target + ((nint)(panel - firstFilter) * TilesTogether) + (depth * width);
            for (nint lane = 0; lane < width; lane += TLanes.Count)
            {
                WinogradTransform.Gradient<TVector, TLanes>(source + panel + lane, rowStride, filters, to + lane, placeStride, scratch);
            }
        }
    }

    private void Multiply(
        float* input, nint channels, float* gradient, nint placeStride, int tiles, int firstFilter, int lastFilter, float* sums, bool isFirst)
    {
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.IsAdded = !isFirst;
        tile.LeftStride = channels * sizeof(float);
        tile.Depth = tiles;
        tile.Blocks = 1;
        for (int place = 0; place < WinogradTransform.Places; place++)
        {
            for (int filter = firstFilter; filter < lastFilter; filter += Panels<TVector, TLanes>.Width)
            {
                int width = Panels<TVector, TLanes>.WidthAt(filter, Shape.Filters);
                tile.Right = gradient + (place * placeStride) + ((nint)(filter - firstFilter) * TilesTogether);
                tile.RightStride = width;
                tile.ProductStride = width;
                tile.Columns = width;
                TileRow<TVector, TLanes>.Run(
                    &tile, TileKernels<TVector, TLanes>.Transposed(width), input + (place * tiles * channels), 1, Sums.Place(sums, place) + ((nint)filter * Shape.Channels), Shape.Channels);
                if (place == BiasPlace)
                {
                    GradientRows<TVector, TLanes>.Sum(tile.Right, tiles, width, Sums.Bias(sums) + filter);
                }
            }
        }
    }
}
