using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>The gradients of weights and bias of a 1 × 1 convolution, as one product over the whole batch.</summary>
internal readonly unsafe struct ProductGradientKernel(
    ConvolutionShape shape, Tensor input, Tensor outputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers)
    : IVectorKernel
{
    private const int LeastPixelsPerChunk = 384;

    public void Run<TVector, TLanes>()
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        int pixels = checked(input.Shape.Batch * shape.Height * shape.Width);
        int chunks = Math.Clamp(pixels / LeastPixelsPerChunk, 1, ConvolutionWorkspace.ChunkCount(shape, input.Shape.Batch));
        int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        int wanted = workers.Count == 1 ? 1 : ForwardKernel.BandsPerWorker * workers.Count;
        int panelJobs = Math.Clamp((wanted + chunks - 1) / chunks, 1, panels);
        nint weightCount = shape.Channels * (nint)ConvolutionWorkspace.RoundUp(shape.Filters, ConvolutionWorkspace.WidestVector);
        nint sumStride = (nint)ConvolutionWorkspace.SumStride(shape);
        workers.For(chunks * panelJobs, new ProductGradientJob<TVector, TLanes>
        {
            Channels = shape.Channels,
            Filters = shape.Filters,
            Pixels = pixels,
            Chunks = chunks,
            PanelJobs = panelJobs,
            Input = input.Pointer,
            OutputGradient = outputGradient.Pointer,
            Sums = workspace.Pointer,
            SumStride = sumStride,
            WeightCount = weightCount,
            WantsBias = biasGradient.IsPresent,
        });
        if (weightsGradient.IsPresent)
        {
            SumJob<TVector, TLanes>.Run(workspace.Pointer, sumStride, chunks, weightsGradient.Pointer, shape.Channels, shape.Filters, workers);
        }

        if (biasGradient.IsPresent)
        {
            SumJob<TVector, TLanes>.Run(workspace.Pointer + weightCount, sumStride, chunks, biasGradient.Pointer, 1, shape.Filters, workers);
        }
    }
}
