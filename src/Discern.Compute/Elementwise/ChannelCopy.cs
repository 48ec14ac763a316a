using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Copies some channels of one tensor to some channels of another: joining and parting along the last dimension.</summary>
public static unsafe class ChannelCopy
{
    /// <summary>Copies <paramref name="count"/> channels of every row.</summary>
    /// <param name="source">Any shape; its last dimension are the channels.</param>
    /// <param name="sourceStart">The first channel to read.</param>
    /// <param name="target">The same shape but for its channels.</param>
    /// <param name="targetStart">The first channel to write.</param>
    /// <param name="count">How many channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Run(Tensor source, int sourceStart, Tensor target, int targetStart, int count, Workers workers)
    {
        int from = source.Shape.Channels;
        int to = target.Shape.Channels;
        long rows = source.Shape.Count / from;
        Require.Count(source, rows * from);
        Require.Count(target, rows * to);
        ArgumentOutOfRangeException.ThrowIfNegative(sourceStart);
        ArgumentOutOfRangeException.ThrowIfNegative(targetStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sourceStart + count, from, nameof(count));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(targetStart + count, to, nameof(count));
        var kernel = new Kernel(from, to, count, source.Pointer + sourceStart, target.Pointer + targetStart);
        Ranges.RunRows(rows, count, kernel, workers);
    }

    private readonly struct Kernel(nint from, nint to, nint count, float* source, float* target) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                for (nint channel = 0; channel < count; channel += TLanes.Count)
                {
                    TVector values = Edges.Load<TVector, TLanes>(source + (row * from) + channel, count - channel);
                    Edges.Store<TVector, TLanes>(values, target + (row * to) + channel, count - channel);
                }
            }
        }
    }
}
