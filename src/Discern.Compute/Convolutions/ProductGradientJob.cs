using System.Runtime.InteropServices;
using Discern.Compute.Activations;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>
/// The gradients of weights and bias by windows of one pixel, of some pixels and some panels of filters: the batch is one matrix with a row for each pixel, and the
/// gradient the product of the turned input with the output's.
/// </summary>
/// <remarks>Every chunk of pixels has a sum of its own; the chunks do not depend on the number of threads.</remarks>
internal readonly unsafe struct ProductGradientJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    // A packed panel of so many pixels leaves room in the first-level cache; a tile of sums is loaded and stored once for each.
    private const int BandPixels = 256;

    public required int Channels { get; init; }

    public required int Filters { get; init; }

    /// <summary>Pixels of the batch.</summary>
    public required int Pixels { get; init; }

    /// <summary>Chunks that the pixels are cut into.</summary>
    public required int Chunks { get; init; }

    /// <summary>Jobs that share the panels of the same chunk.</summary>
    public required int PanelJobs { get; init; }

    public required float* Input { get; init; }

    public required float* OutputGradient { get; init; }

    /// <summary>For each chunk the sums of the weights, in panels, and of the bias.</summary>
    public required float* Sums { get; init; }

    /// <summary>From chunk to chunk of the sums, in floats.</summary>
    public required nint SumStride { get; init; }

    /// <summary>Sums of weights, with the panels' filling and without the bias.</summary>
    public required nint WeightCount { get; init; }

    public void Run(int index, int worker)
    {
        (int chunk, int part) = Math.DivRem(index, PanelJobs);
        int panels = (Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        int firstFilter = (int)((long)panels * part / PanelJobs) * Panels<TVector, TLanes>.Width;
        int lastFilter = Math.Min((int)((long)panels * (part + 1) / PanelJobs) * Panels<TVector, TLanes>.Width, Filters);
        int first = (int)((long)Pixels * chunk / Chunks);
        int last = (int)((long)Pixels * (chunk + 1) / Chunks);
        float* sums = Sums + (chunk * SumStride);
        float* biasSums = sums + WeightCount + firstFilter;
        NativeMemory.Clear(biasSums, (nuint)((lastFilter - firstFilter) * sizeof(float)));
        if (first == last)
        {
            NativeMemory.Clear(sums, (nuint)(WeightCount * sizeof(float)));
        }

        float* panel = ThreadScratch.Rent((long)BandPixels * Panels<TVector, TLanes>.Width);
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.LeftStride = (nint)Channels * sizeof(float);
        tile.Blocks = 1;
        tile.Right = panel;
        for (int pixel = first; pixel < last; pixel += BandPixels)
        {
            int pixels = Math.Min(BandPixels, last - pixel);
            tile.IsAdded = pixel != first;
            tile.Depth = pixels;
            float* left = Input + ((nint)pixel * Channels);
            float* gradient = OutputGradient + ((nint)pixel * Filters);
            for (int filter = firstFilter; filter < lastFilter; filter += Panels<TVector, TLanes>.Width)
            {
                int width = Panels<TVector, TLanes>.WidthAt(filter, Filters);
                int columns = Math.Min(width, Filters - filter);
                Panels<TVector, TLanes>.Pack(gradient + filter, Filters, pixels, columns, panel, pixels);
                AddBias(panel, pixels, width, columns, biasSums + (filter - firstFilter));
                tile.RightStride = width;
                tile.ProductStride = width;
                tile.Columns = columns;
                TileRow<TVector, TLanes>.Run(
                    &tile, TileKernels<TVector, TLanes>.Transposed(width), left, 1, sums + ((nint)filter * Channels), Channels);
            }
        }
    }

    private static void AddBias(float* panel, int pixels, int width, int columns, float* sums)
    {
        for (nint lane = 0; lane < columns; lane += TLanes.Count)
        {
            nint held = Math.Min(TLanes.Count, columns - lane);
            TVector sum = TLanes.LoadPartial(sums + lane, held);
            float* source = panel + lane;
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                sum = TLanes.Add(sum, TLanes.Load(source));
                source += width;
            }

            TLanes.StorePartial(sum, sums + lane, held);
        }
    }
}
