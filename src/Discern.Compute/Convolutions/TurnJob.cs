using Discern.Compute.Threading;

namespace Discern.Compute.Convolutions;

/// <summary>Weights turned round and transposed, [kernel row][kernel column][out][in]: with them the way back to the input is a forward pass, where there is no stride.</summary>
internal readonly unsafe struct TurnJob(ConvolutionShape shape, float* weights, float* turned) : IJob
{
    // Blocks of so many channels and filters stay in the first-level cache on both sides.
    private const int Block = 32;

    /// <summary>Into how many pieces the work is cut.</summary>
    public int Pieces => shape.KernelHeight * shape.KernelWidth * BlocksPerTap;

    private int BlocksPerTap => (shape.Channels + Block - 1) / Block;

    public void Run(int index, int worker)
    {
        (int tap, int block) = Math.DivRem(index, BlocksPerTap);
        nint tapCount = (nint)shape.Channels * shape.Filters;
        float* source = weights + (tap * tapCount);
        float* target = turned + (((shape.KernelHeight * shape.KernelWidth) - 1 - tap) * tapCount);
        nint first = (nint)block * Block;
        nint last = Math.Min(first + Block, shape.Channels);
        for (nint start = 0; start < shape.Filters; start += Block)
        {
            nint end = Math.Min(start + Block, shape.Filters);
            for (nint filter = start; filter < end; filter++)
            {
                for (nint channel = first; channel < last; channel++)
                {
                    target[(filter * shape.Channels) + channel] = source[(channel * shape.Filters) + filter];
                }
            }
        }
    }
}
