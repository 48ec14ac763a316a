using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Scales and shifts each channel by numbers of its own.</summary>
public static unsafe class ChannelAffine
{
    /// <summary>output ← input · scale + shift.</summary>
    /// <param name="input">Any shape; its last dimension are the channels.</param>
    /// <param name="scale">One value per channel.</param>
    /// <param name="shift">One value per channel; absent for none.</param>
    /// <param name="output">The same shape; may be the input itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Run(Tensor input, Tensor scale, Tensor shift, Tensor output, Workers workers)
    {
        int channels = input.Shape.Channels;
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Require.Count(scale, channels);
        if (shift.IsPresent)
        {
            Require.Count(shift, channels);
        }

        Ranges.RunRows(count / channels, channels, new Kernel(channels, input.Pointer, scale.Pointer, shift.Pointer, output.Pointer), workers);
    }

    private readonly struct Kernel(nint channels, float* input, float* scale, float* shift, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                float* source = input + (row * channels);
                float* target = output + (row * channels);
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint left = channels - channel;
                    TVector factor = Edges.Load<TVector, TLanes>(scale + channel, left);
                    TVector addend = shift is null ? TLanes.Zero : Edges.Load<TVector, TLanes>(shift + channel, left);
                    Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(source + channel, left), factor, addend), target + channel, left);
                }
            }
        }
    }
}
