using Discern.Compute.Activations;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>The gradients of a convolution by direct sums, chunk by chunk of the batch.</summary>
internal readonly unsafe struct BackwardKernel(
    ConvolutionShape shape, Tensor input, Tensor weights, Tensor output, byte* argmax, bool isPooled, Activation activation, Tensor outputGradient, Tensor inputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers)
    : IVectorKernel
{
    public void Run<TVector, TLanes>()
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        float* turned = workspace.Pointer;
        if (inputGradient.IsPresent)
        {
            TurnedWeights<TVector, TLanes>.Pack(shape, weights.Pointer, turned, workers);
        }

        int chunks = ConvolutionWorkspace.ChunkCount(shape, input.Shape.Batch);
        int weightRows = shape.KernelHeight * shape.KernelWidth * shape.Channels;
        nint weightCount = weightRows * (nint)ConvolutionWorkspace.RoundUp(shape.Filters, ConvolutionWorkspace.WidestVector);
        nint sumStride = (nint)ConvolutionWorkspace.SumStride(shape);
        float* sums = turned + TurnedWeights<TVector, TLanes>.Count(shape);
        workers.For(chunks, new BackwardJob<TVector, TLanes>
        {
            Shape = shape,
            Batch = input.Shape.Batch,
            Chunks = chunks,
            Activation = activation,
            IsPooled = isPooled,
            Memory = new()
            {
                Input = input.Pointer,
                Output = output.Pointer,
                Argmax = argmax,
                OutputGradient = outputGradient.Pointer,
                InputGradient = inputGradient.Pointer,
                TurnedPanels = turned,
                WeightSums = weightsGradient.IsPresent || biasGradient.IsPresent ? sums : null,
                WantsWeights = weightsGradient.IsPresent,
                WantsBias = biasGradient.IsPresent,
                WeightCount = weightCount,
                SumStride = sumStride,
            },
        });
        if (weightsGradient.IsPresent)
        {
            SumJob<TVector, TLanes>.Run(sums, sumStride, chunks, weightsGradient.Pointer, weightRows, shape.Filters, workers);
        }

        if (biasGradient.IsPresent)
        {
            SumJob<TVector, TLanes>.Run(sums + weightCount, sumStride, chunks, biasGradient.Pointer, 1, shape.Filters, workers);
        }
    }
}
