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
    private const int BandPixels = 192;

    // Channels of a band that stay in the second-level cache while all panels meet them.
    private const int ChannelsTogether = 256;

    // Pixels at a multiple of this distance fall into few sets of the first-level cache, and are moved apart by a line.
    private const int CacheSets = 64;
    private const int Line = 16;

    // So few channels meet a panel only a few times, and it is read where it lies, unless its lines fall into few sets.
    private const int MostInPlace = 32;
    private const int PackedFilters = 128;

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

    public required bool WantsBias { get; init; }

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

        bool isMoved = Channels % CacheSets == 0 || Channels > ChannelsTogether;
        nint stride = isMoved ? Math.Min(RoundUp(Channels, Line), ChannelsTogether) + Line : Channels;
        float* panel = ThreadScratch.Rent(BandPixels * (Panels<TVector, TLanes>.Width + (isMoved ? stride : 0)));
        float* moved = panel + (BandPixels * Panels<TVector, TLanes>.Width);
        for (int pixel = first; pixel < last; pixel += BandPixels)
        {
            int pixels = Math.Min(BandPixels, last - pixel);
            for (int channel = 0; channel < Channels; channel += ChannelsTogether)
            {
                int channels = Math.Min(ChannelsTogether, Channels - channel);
                float* input = Input + ((nint)pixel * Channels) + channel;
                for (int row = 0; row < pixels && isMoved; row++)
                {
                    new Span<float>(input + ((nint)row * Channels), channels).CopyTo(new Span<float>(moved + (row * stride), channels));
                }

                var band = new Band(pixel, pixels, channel, channels, isFirst: pixel == first);
                Multiply(band, isMoved ? moved : input, stride, panel, firstFilter, lastFilter, sums, biasSums);
            }
        }
    }

    private static nint RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    /// <summary>Adds what some pixels and some channels give to the sums of all panels.</summary>
    private void Multiply(in Band band, float* left, nint leftStride, float* panel, int firstFilter, int lastFilter, float* sums, float* biasSums)
    {
        Tile tile = default;
        tile.Activate(Activation.None);
        tile.LeftStride = leftStride * sizeof(float);
        tile.Blocks = 1;
        tile.IsAdded = !band.IsFirst;
        tile.Depth = band.Pixels;
        float* gradient = OutputGradient + ((nint)band.Pixel * Filters);

        // The next band's gradient, a share with each panel: once for a band, and by each job as much as it has panels.
        nint share = band.Channel == 0 ? (nint)band.Pixels * Panels<TVector, TLanes>.Width : 0;
        float* ahead = gradient + ((nint)band.Pixels * (Filters + firstFilter));
        for (int filter = firstFilter; filter < lastFilter; filter += Panels<TVector, TLanes>.Width)
        {
            int width = Panels<TVector, TLanes>.WidthAt(filter, Filters);
            int columns = Math.Min(width, Filters - filter);
            ahead = Ahead.Ask<TVector, TLanes>(ahead, share);
            bool isPacked = band.Channels > MostInPlace || Filters % PackedFilters == 0 || columns < width || WantsBias;
            if (isPacked)
            {
                Panels<TVector, TLanes>.Pack(gradient + filter, Filters, band.Pixels, columns, panel, band.Pixels);
            }

            if (band.Channel == 0 && WantsBias)
            {
                AddBias(panel, band.Pixels, width, columns, biasSums + (filter - firstFilter));
            }

            tile.Right = isPacked ? panel : gradient + filter;
            tile.RightStride = isPacked ? width : Filters;
            tile.ProductStride = width;
            tile.Columns = columns;
            TileRow<TVector, TLanes>.Run(
                &tile, TileKernels<TVector, TLanes>.Transposed(width), left, 1, sums + ((nint)filter * Channels) + ((nint)band.Channel * width), band.Channels);
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

    private readonly struct Band(int pixel, int pixels, int channel, int channels, bool isFirst)
    {
        public int Pixel { get; } = pixel;

        public int Pixels { get; } = pixels;

        public int Channel { get; } = channel;

        public int Channels { get; } = channels;

        public bool IsFirst { get; } = isFirst;
    }
}
