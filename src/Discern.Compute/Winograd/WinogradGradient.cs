using System.Runtime.CompilerServices;
using Discern.Compute.Convolutions;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Winograd;

/// <summary>
/// The gradient of a 3 × 3 convolution's weights by Winograd's minimal filtering: seen from the weights, the gradient of 4 × 4 outputs is the kernel of a filter with
/// 3 × 3 outputs over the same 6 × 6 inputs, F(3×3, 4×4), which takes 36 multiplications instead of 144.
/// </summary>
/// <remarks>
/// Each of the 36 places is a product of matrices, (channels × tiles) · (tiles × filters), which is summed over all tiles before it is transformed back, once.
/// </remarks>
internal static unsafe class WinogradGradient
{
    // Sums of chunks together take no more floats than this (16 MiB), so large layers have fewer chunks.
    private const long MostSumCount = 4 << 20;
    private const int MostChunks = 16;
    private const int JobsPerWorker = 2;

    // Where the sums of a chunk stay in the second-level cache beside the transformed tiles, few tiles go together; else many, so that sums are read and written less often.
    private const long MostInCache = 112 << 10;
    private const int FewTiles = 28;
    private const int ManyTiles = 98;

    /// <summary>The floats of memory that the sums take.</summary>
    public static long SumsCount(in ConvolutionShape shape) => new WinogradSums(shape, ChunkCount(shape), null).Count;

    /// <summary>Adds what some pictures give to the sums.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="batch">Pictures.</param>
    /// <param name="isPooled">Whether an odd last row and column of outputs have no gradient.</param>
    /// <param name="input">What went in.</param>
    /// <param name="outputGradient">The loss by what came out, before pooling and activation.</param>
    /// <param name="sums"><see cref="SumsCount"/> floats.</param>
    /// <param name="isFirst">Whether the sums begin here; else they go on.</param>
    /// <param name="workers">Who computes.</param>
    public static void Add(
        in ConvolutionShape shape, int batch, bool isPooled, float* input, float* outputGradient, float* sums, bool isFirst, Workers workers) =>
        VectorPath.Run(new AddKernel(shape, batch, isPooled, input, outputGradient, sums, isFirst, workers));

    /// <summary>Brings the sums to the gradients.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="sums">What <see cref="Add"/> has summed.</param>
    /// <param name="weightsGradient">Receives the loss by the weights.</param>
    /// <param name="biasGradient">Receives the loss by the bias; absent where there is none.</param>
    /// <param name="workers">Who computes.</param>
    public static void Finish(in ConvolutionShape shape, float* sums, Tensor weightsGradient, Tensor biasGradient, Workers workers) =>
        VectorPath.Run(new FinishKernel(shape, sums, weightsGradient.Pointer, biasGradient.Pointer, workers));

    private static int ChunkCount(in ConvolutionShape shape) =>
        (int)Math.Clamp(MostSumCount / new WinogradSums(shape, 1, null).Count, 1, MostChunks);

    private static int TilesTogether(in ConvolutionShape shape) =>
        WinogradTransform.Places * (((long)shape.Channels * shape.Filters) + (FewTiles * (long)(shape.Channels + shape.Filters))) <= MostInCache ? FewTiles : ManyTiles;

    private readonly struct AddKernel(
        ConvolutionShape shape, int batch, bool isPooled, float* input, float* outputGradient, float* sums, bool isFirst, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int chunks = ChunkCount(shape);
            int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
            int wanted = workers.Count == 1 ? 1 : JobsPerWorker * workers.Count;
            int panelJobs = Math.Clamp((wanted + chunks - 1) / chunks, 1, panels);
            workers.For(chunks * panelJobs, new WinogradGradientJob<TVector, TLanes>
            {
                Shape = shape,
                Tiles = new WinogradTiles(shape, batch, isPooled),
                Chunks = chunks,
                TilesTogether = TilesTogether(shape),
                PanelJobs = panelJobs,
                Input = input,
                OutputGradient = outputGradient,
                Sums = new WinogradSums(shape, chunks, sums),
                IsFirst = isFirst,
            });
        }
    }

    private readonly struct FinishKernel(ConvolutionShape shape, float* sums, float* weightsGradient, float* biasGradient, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            var all = new WinogradSums(shape, ChunkCount(shape), sums);
            workers.For(shape.Channels, new FinishJob<TVector, TLanes>(shape, all, weightsGradient));
            if (biasGradient is null)
            {
                return;
            }

            for (int filter = 0; filter < shape.Filters; filter++)
            {
                float sum = 0;
                for (int chunk = 0; chunk < all.Chunks; chunk++)
                {
                    sum += all.Bias(all.Chunk(chunk))[filter];
                }

                biasGradient[filter] = WinogradTransform.Places * sum;
            }
        }
    }

    /// <summary>The weights' gradient for one channel: adds up the chunks in their order and transforms the sum.</summary>
    private readonly struct FinishJob<TVector, TLanes>(ConvolutionShape shape, WinogradSums sums, float* weightsGradient) : IJob
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index, int worker)
        {
            float* products = stackalloc float[WinogradTransform.ScratchCount<TVector, TLanes>()];
            float* target = weightsGradient + ((nint)index * shape.Filters);
            for (int filter = 0; filter < shape.Filters; filter += TLanes.Count)
            {
                int panel = filter / Panels<TVector, TLanes>.Width * Panels<TVector, TLanes>.Width;
                int width = Panels<TVector, TLanes>.WidthAt(panel, shape.Filters);
                nint offset = ((nint)panel * shape.Channels) + ((nint)index * width) + (filter - panel);
                for (int place = 0; place < WinogradTransform.Places; place++)
                {
                    float* source = sums.Place(sums.Chunk(0), place) + offset;
                    TVector sum = TLanes.Load(source);
                    for (int chunk = 1; chunk < sums.Chunks; chunk++)
                    {
                        source += sums.ChunkStride;
                        sum = TLanes.Add(sum, TLanes.Load(source));
                    }

                    TLanes.Store(sum, products + (place * TLanes.Count));
                }

                WinogradTransform.WeightsGradient<TVector, TLanes>(
                    products, target + filter, (nint)shape.Channels * shape.Filters, Math.Min(TLanes.Count, shape.Filters - filter));
            }
        }
    }
}
