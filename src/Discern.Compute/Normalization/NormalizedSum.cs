using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>What stands behind a convolution in residual networks, in one pass: scale and shift of each channel, the sum with another tensor, the activation.</summary>
public static unsafe class NormalizedSum
{
    /// <summary>output ← activation(input · scale + shift + addend).</summary>
    /// <param name="input">Any shape; its last dimension are the channels.</param>
    /// <param name="scale">One value per channel.</param>
    /// <param name="shift">One value per channel.</param>
    /// <param name="addend">The same shape as the input; absent for none.</param>
    /// <param name="activation">Applied at the end.</param>
    /// <param name="output">The same shape; may be the input or the addend itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Run(Tensor input, Tensor scale, Tensor shift, Tensor addend, Activation activation, Tensor output, Workers workers)
    {
        int channels = input.Shape.Channels;
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Require.Count(scale, channels);
        Require.Count(shift, channels);
        if (addend.IsPresent)
        {
            Require.Count(addend, count);
        }

        var kernel = new Kernel(channels, activation, input.Pointer, scale.Pointer, shift.Pointer, addend.Pointer, output.Pointer);
        Ranges.RunRows(count / channels, channels, kernel, workers);
    }

    private readonly struct Kernel(nint channels, Activation activation, float* input, float* scale, float* shift, float* addend, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector lower = TLanes.Create(activation.LeastOutput());
            TVector upper = TLanes.Create(activation.LargestOutput());
            bool hasAddend = addend is not null;
            for (nint row = start; row < end; row++)
            {
                nint first = row * channels;
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint left = channels - channel;
                    TVector factor = Edges.Load<TVector, TLanes>(scale + channel, left);
                    TVector constant = Edges.Load<TVector, TLanes>(shift + channel, left);
                    TVector value = TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(input + first + channel, left), factor, constant);
                    value = hasAddend ? TLanes.Add(value, Edges.Load<TVector, TLanes>(addend + first + channel, left)) : value;

                    // The value is on the right, so that what is not a number stays so and is noticed in the loss.
                    Edges.Store<TVector, TLanes>(TLanes.Min(upper, TLanes.Max(lower, value)), output + first + channel, left);
                }
            }
        }
    }
}
