using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Elementwise;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Winograd;

/// <summary>Some tiles of a batch, through some panels of filters: transforms the inputs, multiplies place by place, transforms back.</summary>
internal readonly unsafe struct WinogradJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    // Rows of transformed tiles whose distance is a multiple of this would compete for the same lines of the first-level cache.
    private const int CacheWay = 1024;

    public required ConvolutionShape Shape { get; init; }

    public required WinogradTiles Tiles { get; init; }

    /// <summary>Tiles of each job but the last.</summary>
    public required int TilesPerJob { get; init; }

    /// <summary>Jobs that share the panels of the same tiles.</summary>
    public required int PanelJobs { get; init; }

    public required Activation Activation { get; init; }

    public required bool IsPooled { get; init; }

    public required ForwardPointers Memory { get; init; }

    /// <summary>Filters with the zeros behind the last panel's.</summary>
    public static nint PackedFilters(in ConvolutionShape shape)
    {
        int last = shape.Filters / Panels<TVector, TLanes>.Width * Panels<TVector, TLanes>.Width;
        return last == shape.Filters ? last : last + Panels<TVector, TLanes>.WidthAt(last, shape.Filters);
    }

    public void Run(int index, int worker)
    {
        int panels = (Shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        int firstPanel = (int)((long)panels * (index % PanelJobs) / PanelJobs);
        int lastPanel = (int)((long)panels * ((index % PanelJobs) + 1) / PanelJobs);
        int firstTile = index / PanelJobs * TilesPerJob;
        int tiles = Math.Min(TilesPerJob, Tiles.Total - firstTile);

        nint channels = RoundUp(Shape.Channels, TLanes.Count);
        channels += channels % CacheWay == 0 ? TLanes.Count : 0;
        nint filters = (nint)(lastPanel - firstPanel) * Panels<TVector, TLanes>.Width;
        nint inputs = WinogradTransform.Places * tiles * channels;
        nint products = WinogradTransform.Places * tiles * filters;
        nint patch = (WinogradTransform.Places * (nint)Shape.Channels) + TLanes.Count;
        float* transformed = ThreadScratch.Rent(inputs + products + WinogradTransform.ScratchCount<TVector, TLanes>() + patch);
        float* product = transformed + inputs;
        float* scratch = product + products;
        for (int tile = 0; tile < tiles; tile++)
        {
            Transform(firstTile + tile, transformed + (tile * channels), tiles * channels, scratch);
        }

        Multiply(transformed, channels, product, filters, tiles, firstPanel, lastPanel);
        int firstFilter = firstPanel * Panels<TVector, TLanes>.Width;
        int lastFilter = Math.Min(lastPanel * Panels<TVector, TLanes>.Width, Shape.Filters);
        for (int tile = 0; tile < tiles; tile++)
        {
            Finish(firstTile + tile, product + (tile * filters), tiles * filters, firstFilter, lastFilter, scratch);
        }
    }

    private static nint RoundUp(nint value, nint multiple) => (value + multiple - 1) / multiple * multiple;

    private void Transform(int tile, float* target, nint placeStride, float* scratch)
    {
        (int picture, int row, int column) = Tiles.At(tile);
        row -= Shape.Padding.Top;
        column -= Shape.Padding.Left;
        nint channels = Shape.Channels;
        float* from = Memory.Input + ((nint)picture * Shape.Height * Shape.Width * channels);
        float* patch = scratch + WinogradTransform.ScratchCount<TVector, TLanes>();
        float* source = WinogradPatch.Find(from, Shape.Height, Shape.Width, channels, row, column, WinogradTransform.Inputs, patch, out nint rowStride);
        WinogradTransform.Input<TVector, TLanes>(source, rowStride, channels, channels, target, placeStride, scratch);
    }

    private void Multiply(float* transformed, nint channels, float* product, nint filters, int tiles, int firstPanel, int lastPanel)
    {
        nint weightsPerPlace = Shape.Channels * PackedFilters(Shape);
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.Start = TileStart.Zero;
        tile.LeftStride = channels * sizeof(float);
        tile.ProductStride = filters;
        tile.Depth = Shape.Channels;
        tile.Blocks = 1;
        for (nint place = 0; place < WinogradTransform.Places; place++)
        {
            for (int panel = firstPanel; panel < lastPanel; panel++)
            {
                int filter = panel * Panels<TVector, TLanes>.Width;
                int width = Panels<TVector, TLanes>.WidthAt(filter, Shape.Filters);
                tile.Right = Memory.Panels + (place * weightsPerPlace) + ((nint)filter * Shape.Channels);
                tile.RightStride = width;
                tile.Columns = width;
                float* to = product + (place * tiles * filters) + ((panel - firstPanel) * Panels<TVector, TLanes>.Width);
                TileRow<TVector, TLanes>.Run(&tile, TileKernels<TVector, TLanes>.InRows(width), transformed + (place * tiles * channels), channels, to, tiles);
            }
        }
    }

    /// <summary>Brings a tile's products to the output, through bias, activation and pooling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(int tile, float* product, nint placeStride, int firstFilter, int lastFilter, float* scratch)
    {
        const int outputs = WinogradTransform.Outputs;
        (int picture, int row, int column) = Tiles.At(tile);
        int pooling = IsPooled ? 2 : 1;
        int height = Shape.OutputHeight / pooling;
        int width = Shape.OutputWidth / pooling;
        int rows = Math.Min(outputs, Shape.OutputHeight - row) / pooling;
        int columns = Math.Min(outputs, Shape.OutputWidth - column) / pooling;
        nint rowStride = (nint)width * Shape.Filters;
        nint offset = (((((nint)picture * height) + (row / pooling)) * width) + (column / pooling)) * Shape.Filters;
        TVector lower = TLanes.Create(Activation.LeastOutput());
        TVector upper = TLanes.Create(Activation.LargestOutput());
        for (nint filter = firstFilter; filter < lastFilter; filter += TLanes.Count)
        {
            nint left = Shape.Filters - filter;
            TVector bias = Memory.Bias is null ? TLanes.Zero : Edges.Load<TVector, TLanes>(Memory.Bias + filter, left);
            WinogradTransform.OutputColumns<TVector, TLanes>(product, placeStride, scratch);
            product += TLanes.Count;
            nint target = offset + filter;
            for (nint y = 0; y < rows; y++)
            {
                WinogradTransform.OutputRow<TVector, TLanes>(scratch, y * pooling, out TVector y0, out TVector y1, out TVector y2, out TVector y3);
                if (Memory.IsAdded)
                {
                    FinishAdded(TLanes.Add(y0, bias), TLanes.Add(y1, bias), TLanes.Add(y2, bias), TLanes.Add(y3, bias), columns, target, left);
                    target += rowStride;
                    continue;
                }

                y0 = Activate(y0, bias, lower, upper);
                y1 = Activate(y1, bias, lower, upper);
                y2 = Activate(y2, bias, lower, upper);
                y3 = Activate(y3, bias, lower, upper);
                if (IsPooled)
                {
                    WinogradTransform.OutputRow<TVector, TLanes>(scratch, (y * pooling) + 1, out TVector z0, out TVector z1, out TVector z2, out TVector z3);
                    z0 = Activate(z0, bias, lower, upper);
                    z1 = Activate(z1, bias, lower, upper);
                    Pool(y0, y1, z0, z1, target, left);
                    if (columns > 1)
                    {
                        z2 = Activate(z2, bias, lower, upper);
                        z3 = Activate(z3, bias, lower, upper);
                        Pool(y2, y3, z2, z3, target + Shape.Filters, left);
                    }
                }
                else
                {
                    Store(y0, y1, y2, y3, columns, Memory.Output + target, left);
                }

                target += rowStride;
            }
        }
    }

    /// <summary>Adds what else there is to a row of four, activates and stores its first columns.</summary>
    private void FinishAdded(TVector y0, TVector y1, TVector y2, TVector y3, int columns, nint target, nint left)
    {
        nint filters = Shape.Filters;
        TVector lower = TLanes.Create(Activation.LeastOutput());
        TVector upper = TLanes.Create(Activation.LargestOutput());
        y0 = Activate(y0, Edges.Load<TVector, TLanes>(Memory.Addend + target, left), lower, upper);
        y1 = columns > 1 ? Activate(y1, Edges.Load<TVector, TLanes>(Memory.Addend + target + filters, left), lower, upper) : y1;
        y2 = columns > 2 ? Activate(y2, Edges.Load<TVector, TLanes>(Memory.Addend + target + (2 * filters), left), lower, upper) : y2;
        y3 = columns > 3 ? Activate(y3, Edges.Load<TVector, TLanes>(Memory.Addend + target + (3 * filters), left), lower, upper) : y3;
        Store(y0, y1, y2, y3, columns, Memory.Output + target, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Activate(TVector value, TVector bias, TVector lower, TVector upper) =>
        TLanes.Min(upper, TLanes.Max(lower, TLanes.Add(value, bias)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pool(TVector a, TVector b, TVector c, TVector d, nint target, nint left)
    {
        Edges.Store<TVector, TLanes>(PoolingRows<TVector, TLanes>.Largest(a, b, c, d, out TVector place), Memory.Output + target, left);
        if (Memory.Argmax is not null)
        {
            TLanes.StoreBytes(place, Memory.Argmax + target, left);
        }
    }

    /// <summary>Stores the first columns of a row of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(TVector y0, TVector y1, TVector y2, TVector y3, int columns, float* target, nint left)
    {
        nint filters = Shape.Filters;
        Edges.Store<TVector, TLanes>(y0, target, left);
        if (columns > 1)
        {
            Edges.Store<TVector, TLanes>(y1, target + filters, left);
        }

        if (columns > 2)
        {
            Edges.Store<TVector, TLanes>(y2, target + (2 * filters), left);
        }

        if (columns > 3)
        {
            Edges.Store<TVector, TLanes>(y3, target + (3 * filters), left);
        }
    }
}
