using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>The gradient of a convolution's output, row by row, through the activation that was fused into it.</summary>
internal static unsafe class GradientRows<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Copies one row of gradients through the activation, and sums it.</summary>
    /// <param name="output">The row of outputs: an activation passes no gradient where it is at its bound.</param>
    /// <param name="outputGradient">The row of their gradients.</param>
    /// <param name="activation">The fused activation.</param>
    /// <param name="columns">Pixels.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="gradient">Where the row goes.</param>
    /// <param name="sums">One sum per channel, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(
        float* output, float* outputGradient, Activation activation, nint columns, nint channels, float* gradient, float* sums)
    {
        nint lanes = TLanes.Count;
        for (nint channel = 0; channel < channels; channel += lanes)
        {
            nint left = Math.Min(lanes, channels - channel);
            TVector sum = TLanes.LoadPartial(sums + channel, left);
            for (nint offset = channel; offset < columns * channels; offset += channels)
            {
                TVector value = ActivationGradient<TVector, TLanes>.Apply(activation, TLanes.Load(output + offset), TLanes.Load(outputGradient + offset));
                sum = TLanes.Add(sum, value);
                if (left == lanes)
                {
                    TLanes.Store(value, gradient + offset);
                }
                else
                {
                    TLanes.StorePartial(value, gradient + offset, left);
                }
            }

            TLanes.StorePartial(sum, sums + channel, left);
        }
    }

    /// <summary>Sums a row of gradients.</summary>
    /// <param name="gradient">The row.</param>
    /// <param name="columns">Pixels.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="sums">One sum per channel, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(float* gradient, nint columns, nint channels, float* sums)
    {
        nint lanes = TLanes.Count;
        for (nint channel = 0; channel < channels; channel += lanes)
        {
            nint left = Math.Min(lanes, channels - channel);
            TVector sum = TLanes.LoadPartial(sums + channel, left);
            for (nint offset = channel; offset < columns * channels; offset += channels)
            {
                sum = TLanes.Add(sum, TLanes.Load(gradient + offset));
            }

            TLanes.StorePartial(sum, sums + channel, left);
        }
    }
}
