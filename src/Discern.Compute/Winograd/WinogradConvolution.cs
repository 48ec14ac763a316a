using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Winograd;

/// <summary>
/// The forward pass of a 3 × 3 convolution by Winograd's minimal filtering: a quarter of the multiplications, for some additions and a rounding error of
/// about ten times that of the direct sum.
/// </summary>
/// <remarks>
/// Some tiles of 6 × 6 inputs are transformed at a time; each of their 36 places is then a product of matrices, (tiles × channels) · (channels × filters); the
/// products are transformed back, with bias, activation and pooling. What a tile gives does not depend on which others are computed beside it.
/// </remarks>
internal static unsafe class WinogradConvolution
{
    // With fewer channels the transforms take longer than the multiplications that they save.
    private const int LeastChannels = 16;
    private const int LeastFilters = 16;

    private const int JobsPerWorker = 4;
    private const int WidestPanel = 32;

    // Transformed tiles and products stay in the second-level cache as far as enough rows for full register tiles are left.
    private const long MostScratch = 64 << 10;
    private const int MostTiles = 112;
    private const int LeastTiles = 28;

    /// <summary>Whether it is faster than the direct sum.</summary>
    public static bool IsWorthwhile(in ConvolutionShape shape) =>
        shape is { KernelHeight: 3, KernelWidth: 3, Stride: 1, Channels: >= LeastChannels, Filters: >= LeastFilters, OutputHeight: > 2, OutputWidth: > 2 };

    /// <summary>The floats that the transformed weights take.</summary>
    public static long WeightsCount(in ConvolutionShape shape) =>
        (long)WinogradTransform.Places * shape.Channels * ((shape.Filters + WidestPanel - 1) / WidestPanel * WidestPanel);

    /// <summary>Transforms weights, and packs those of each place into panels.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="weights">[kernel row][kernel column][in][out].</param>
    /// <param name="target"><see cref="WeightsCount"/> floats.</param>
    /// <param name="workers">Who computes.</param>
    public static void Transform(in ConvolutionShape shape, Tensor weights, float* target, Workers workers) =>
        VectorPath.Run(new TransformKernel(shape, weights.Pointer, target, workers));

    /// <summary>output = activation(input ⋆ weights + bias), pooled by 2 × 2 where that is asked for.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="batch">Pictures.</param>
    /// <param name="memory">Where to read and write.</param>
    /// <param name="activation">Applied to each output.</param>
    /// <param name="isPooled">Whether the output is the largest of two by two.</param>
    /// <param name="workers">Who computes.</param>
    public static void Run(in ConvolutionShape shape, int batch, in ForwardPointers memory, Activation activation, bool isPooled, Workers workers) =>
        VectorPath.Run(new RunKernel(shape, batch, memory, activation, isPooled, workers));

    private readonly struct TransformKernel(ConvolutionShape shape, float* weights, float* target, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
            workers.For(panels, new TransformJob<TVector, TLanes>(shape, weights, target));
        }
    }

    /// <summary>A panel of filters.</summary>
    private readonly struct TransformJob<TVector, TLanes>(ConvolutionShape shape, float* weights, float* target) : IJob
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        public void Run(int index, int worker)
        {
            nint lanes = TLanes.Count;
            int first = index * Panels<TVector, TLanes>.Width;
            int width = Panels<TVector, TLanes>.WidthAt(first, shape.Filters);
            nint placeStride = shape.Channels * WinogradJob<TVector, TLanes>.PackedFilters(shape);
            nint tapStride = (nint)shape.Channels * shape.Filters;
            float* scratch = stackalloc float[WinogradTransform.ScratchCount<TVector, TLanes>()];
            for (nint channel = 0; channel < shape.Channels; channel++)
            {
                float* panel = target + ((nint)first * shape.Channels) + (channel * width);
                float* source = weights + (channel * shape.Filters) + first;
                for (nint lane = 0; lane < width; lane += lanes)
                {
                    nint filters = Math.Min(lanes, shape.Filters - first - lane);
                    WinogradTransform.Weights<TVector, TLanes>(source + lane, tapStride, filters, panel + lane, placeStride, scratch);
                }
            }
        }
    }

    private readonly struct RunKernel(ConvolutionShape shape, int batch, ForwardPointers memory, Activation activation, bool isPooled, Workers workers)
        : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            var tiles = new WinogradTiles(shape, batch, isPooled);
            int wanted = workers.Count == 1 ? 1 : JobsPerWorker * workers.Count;
            long scratch = WinogradTransform.Places * (long)(shape.Channels + shape.Filters);
            int most = (int)Math.Clamp(MostScratch / scratch, LeastTiles, MostTiles);
            int together = Math.Clamp((tiles.Total + wanted - 1) / wanted, Math.Min(LeastTiles, most), most);
            int tileJobs = (tiles.Total + together - 1) / together;
            int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
            int panelJobs = Math.Clamp((wanted + tileJobs - 1) / Math.Max(tileJobs, 1), 1, panels);
            workers.For(tileJobs * panelJobs, new WinogradJob<TVector, TLanes>
            {
                Shape = shape,
                Tiles = tiles,
                TilesPerJob = together,
                PanelJobs = panelJobs,
                Activation = activation,
                IsPooled = isPooled,
                Memory = memory,
            });
        }
    }
}
