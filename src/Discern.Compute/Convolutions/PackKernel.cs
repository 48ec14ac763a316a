using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>Packs a convolution's weights into panels, on all cores.</summary>
internal readonly unsafe struct PackKernel(ConvolutionShape shape, float* weights, float* target, Workers workers) : IVectorKernel
{
    public void Run<TVector, TLanes>()
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
        workers.For(panels, new PackJob<TVector, TLanes>(shape, weights, target));
    }
}
