using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>2 × 2 max pooling of two rows that still lie in the first-level cache, and its way back.</summary>
internal static unsafe class PoolingRows<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Pools two rows of 2 · <paramref name="columns"/> pixels into one.</summary>
    /// <param name="rows">Both rows, one behind the other.</param>
    /// <param name="columns">Pooled columns.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="pooled">The row of maxima.</param>
    /// <param name="argmax">Which of the four each maximum was (0, 1 above, 2, 3 below; the first of equals), or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max(float* rows, nint columns, nint channels, float* pooled, byte* argmax)
    {
        nint lanes = TLanes.Count;
        float* below = rows + (2 * columns * channels);
        for (nint column = 0; column < columns; column++)
        {
            for (nint channel = 0; channel < channels; channel += lanes)
            {
                // Lanes past the last channel belong to the next pixel: read, never stored.
                TVector a = TLanes.Load(rows + channel);
                TVector b = TLanes.Load(rows + channels + channel);
                TVector c = TLanes.Load(below + channel);
                TVector d = TLanes.Load(below + channels + channel);
                TVector maximum = Largest(a, b, c, d, out TVector place);
                nint left = channels - channel;
                if (left >= lanes)
                {
                    TLanes.Store(maximum, pooled + channel);
                }
                else
                {
                    TLanes.StorePartial(maximum, pooled + channel, left);
                }

                if (argmax is not null)
                {
                    TLanes.StoreBytes(place, argmax + channel, left);
                }
            }

            rows += 2 * channels;
            below += 2 * channels;
            pooled += channels;
            argmax = argmax is null ? null : argmax + channels;
        }
    }

    /// <summary>The largest of two by two values.</summary>
    /// <param name="a">Above, left.</param>
    /// <param name="b">Above, right.</param>
    /// <param name="c">Below, left.</param>
    /// <param name="d">Below, right.</param>
    /// <param name="place">Which it was, 0 to 3 in that order, the first of equals.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Largest(TVector a, TVector b, TVector c, TVector d, out TVector place)
    {
        TVector upper = TLanes.Max(a, b);
        TVector lower = TLanes.Max(c, d);
        TVector above = TLanes.And(TLanes.GreaterThan(b, a), TLanes.Create(1f));
        TVector beneath = TLanes.Select(TLanes.GreaterThan(d, c), TLanes.Create(3f), TLanes.Create(2f));
        place = TLanes.Select(TLanes.GreaterThan(lower, upper), beneath, above);
        return TLanes.Max(upper, lower);
    }

    /// <summary>Spreads one row of pooled gradients over the two rows that it came from, through the activation, and sums it.</summary>
    /// <param name="pooled">The pooled values: an activation passes no gradient where it is at its bound.</param>
    /// <param name="argmax">Which of the four each maximum was.</param>
    /// <param name="pooledGradient">The gradient of the pooled values.</param>
    /// <param name="activation">The activation between convolution and pooling.</param>
    /// <param name="columns">Pooled columns.</param>
    /// <param name="channels">Channels of a pixel.</param>
    /// <param name="gradient">The upper row of the gradient of the convolution's output.</param>
    /// <param name="rowStride">From the upper row to the lower, in floats.</param>
    /// <param name="sums">One sum per channel, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Spread(
        float* pooled, byte* argmax, float* pooledGradient, Activation activation, nint columns, nint channels, float* gradient, nint rowStride, float* sums)
    {
        nint lanes = TLanes.Count;
        TVector one = TLanes.Create(1f);
        TVector two = TLanes.Create(2f);
        TVector three = TLanes.Create(3f);
        for (nint channel = 0; channel < channels; channel += lanes)
        {
            nint left = Math.Min(lanes, channels - channel);
            TVector sum = TLanes.LoadPartial(sums + channel, left);
            float* target = gradient + channel;
            for (nint offset = channel; offset < columns * channels; offset += channels)
            {
                TVector value = ActivationGradient<TVector, TLanes>.Apply(activation, TLanes.Load(pooled + offset), TLanes.Load(pooledGradient + offset));
                TVector place = TLanes.LoadBytes(argmax + offset);
                sum = TLanes.Add(sum, value);
                TVector a = TLanes.And(TLanes.AreEqual(place, TLanes.Zero), value);
                TVector b = TLanes.And(TLanes.AreEqual(place, one), value);
                TVector c = TLanes.And(TLanes.AreEqual(place, two), value);
                TVector d = TLanes.And(TLanes.AreEqual(place, three), value);
                if (left == lanes)
                {
                    TLanes.Store(a, target);
                    TLanes.Store(b, target + channels);
                    TLanes.Store(c, target + rowStride);
                    TLanes.Store(d, target + rowStride + channels);
                }
                else
                {
                    TLanes.StorePartial(a, target, left);
                    TLanes.StorePartial(b, target + channels, left);
                    TLanes.StorePartial(c, target + rowStride, left);
                    TLanes.StorePartial(d, target + rowStride + channels, left);
                }

                target += 2 * channels;
            }

            TLanes.StorePartial(sum, sums + channel, left);
        }
    }
}
