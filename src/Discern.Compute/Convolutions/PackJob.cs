using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>Packs one panel of a convolution's weights.</summary>
internal readonly unsafe struct PackJob<TVector, TLanes>(ConvolutionShape shape, float* weights, float* target) : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    public void Run(int index, int worker)
    {
        int depth = shape.KernelHeight * shape.KernelWidth * shape.Channels;
        int first = index * Panels<TVector, TLanes>.Width;
        int columns = Math.Min(Panels<TVector, TLanes>.Width, shape.Filters - first);
        Panels<TVector, TLanes>.Pack(weights + first, shape.Filters, depth, columns, target + ((nint)first * depth), depth);
    }
}
