using Discern.Compute.Activations;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>Spreads gradients of some pictures through pooling and the activation before it, on all cores.</summary>
internal readonly unsafe struct SpreadKernel(
    ConvolutionShape shape, SpreadPointers memory, Activation activation, int first, int count, float* target, Workers workers) : IVectorKernel
{
    public void Run<TVector, TLanes>()
        where TVector : struct
        where TLanes : struct, ILanes<TVector> =>
        workers.For(count, new SpreadJob<TVector, TLanes>(shape, memory, activation, first, target));
}
