using System.Runtime.CompilerServices;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Winograd;

/// <summary>
/// The transforms of F(4×4, 3×3): 4 × 4 outputs of a 3 × 3 convolution are Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, which takes 36 multiplications instead of 144.
/// </summary>
/// <remarks>
/// Interpolation at 0, ±1, ±2 and infinity. Method: Lavin and Gray, "Fast algorithms for convolutional neural networks" (CVPR 2016). Each of the three works on vectors of
/// channels or filters, first down the columns, then along the rows.
/// </remarks>
internal static unsafe class WinogradTransform
{
    /// <summary>Outputs of a tile, along each side.</summary>
    public const int Outputs = 4;

    /// <summary>Inputs of a tile, along each side; neighbours share two.</summary>
    public const int Inputs = 6;

    /// <summary>Values of a transformed tile, for each channel.</summary>
    public const int Places = Inputs * Inputs;

    private const int Taps = 3;

    /// <summary>Floats of scratch that the transforms need.</summary>
    public static int ScratchCount<TVector, TLanes>()
        where TVector : struct
        where TLanes : struct, ILanes<TVector> => Places * TLanes.Count;

    /// <summary>Bᵀ d B for all channels of a tile.</summary>
    /// <param name="source">The first input, with its channels side by side; up to a vector past the last channel is read.</param>
    /// <param name="rowStride">From row to row of the source, in floats.</param>
    /// <param name="pixelStride">From pixel to pixel, in floats.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="target">Receives the first place's channels; up to a vector past the last one is written.</param>
    /// <param name="placeStride">From place to place of the target, in floats.</param>
    /// <param name="scratch"><see cref="ScratchCount"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input<TVector, TLanes>(
        float* source, nint rowStride, nint pixelStride, nint channels, float* target, nint placeStride, float* scratch)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        for (nint channel = 0; channel < channels; channel += lanes)
        {
            float* from = source + channel;
            for (nint column = 0; column < Inputs; column++)
            {
                Six<TVector, TLanes>(from, rowStride, scratch + (column * lanes), Inputs * lanes);
                from += pixelStride;
            }

            float* to = target + channel;
            float* row = scratch;
            for (nint index = 0; index < Inputs; index++)
            {
                Six<TVector, TLanes>(row, lanes, to, placeStride);
                row += Inputs * lanes;
                to += Inputs * placeStride;
            }
        }
    }

    /// <summary>G g Gᵀ for a vector of filters.</summary>
    /// <param name="source">The first tap's weights to the filters.</param>
    /// <param name="tapStride">From tap to tap, in floats.</param>
    /// <param name="filters">How many lanes of the vector are filters; the others become 0.</param>
    /// <param name="target">Receives the first place's vector.</param>
    /// <param name="placeStride">From place to place, in floats.</param>
    /// <param name="scratch"><see cref="ScratchCount"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights<TVector, TLanes>(float* source, nint tapStride, nint filters, float* target, nint placeStride, float* scratch)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        for (nint column = 0; column < Taps; column++)
        {
            float* from = source + (column * tapStride);
            SixOf<TVector, TLanes, Counts.Of3>(
                TLanes.LoadPartial(from, filters),
                TLanes.LoadPartial(from + (Taps * tapStride), filters),
                TLanes.LoadPartial(from + (2 * Taps * tapStride), filters),
                default,
                scratch + (column * lanes),
                Taps * lanes);
        }

        for (nint row = 0; row < Inputs; row++)
        {
            float* from = scratch + (row * Taps * lanes);
            SixOf<TVector, TLanes, Counts.Of3>(
                TLanes.Load(from), TLanes.Load(from + lanes), TLanes.Load(from + (2 * lanes)), default, target + (row * Inputs * placeStride), placeStride);
        }
    }

    /// <summary>Aᵀ m for a vector of filters: half of the way back, which <see cref="OutputRow"/> ends.</summary>
    /// <param name="source">The first place's products.</param>
    /// <param name="placeStride">From place to place, in floats.</param>
    /// <param name="target">Receives 4 × 6 vectors, row by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputColumns<TVector, TLanes>(float* source, nint placeStride, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        for (nint column = 0; column < Inputs; column++)
        {
            Four<TVector, TLanes>(source, Inputs * placeStride, out TVector y0, out TVector y1, out TVector y2, out TVector y3);
            TLanes.Store(y0, target);
            TLanes.Store(y1, target + (Inputs * lanes));
            TLanes.Store(y2, target + (2 * Inputs * lanes));
            TLanes.Store(y3, target + (3 * Inputs * lanes));
            source += placeStride;
            target += lanes;
        }
    }

    /// <summary>A row of four outputs.</summary>
    /// <param name="columns">What <see cref="OutputColumns"/> gave.</param>
    /// <param name="row">Which row.</param>
    /// <param name="y0">The first output.</param>
    /// <param name="y1">The second.</param>
    /// <param name="y2">The third.</param>
    /// <param name="y3">The fourth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputRow<TVector, TLanes>(float* columns, nint row, out TVector y0, out TVector y1, out TVector y2, out TVector y3)
        where TVector : struct
        where TLanes : struct, ILanes<TVector> =>
        Four<TVector, TLanes>(columns + (row * Inputs * TLanes.Count), TLanes.Count, out y0, out y1, out y2, out y3);

    /// <summary>The gradient of a tile's outputs, 4 × 4, transformed as the kernel of a filter with 3 × 3 outputs, which are the weights' gradient: G g Gᵀ for a vector of filters.</summary>
    /// <param name="source">The first output's gradient to the filters; a whole vector is read.</param>
    /// <param name="rowStride">From row to row of the source, in floats.</param>
    /// <param name="pixelStride">From pixel to pixel, in floats.</param>
    /// <param name="target">Receives the first place's vector.</param>
    /// <param name="placeStride">From place to place, in floats.</param>
    /// <param name="scratch"><see cref="ScratchCount"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradient<TVector, TLanes>(float* source, nint rowStride, nint pixelStride, float* target, nint placeStride, float* scratch)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        for (nint column = 0; column < Outputs; column++)
        {
            SixOfFour<TVector, TLanes>(source + (column * pixelStride), rowStride, scratch + (column * lanes), Outputs * lanes);
        }

        for (nint row = 0; row < Inputs; row++)
        {
            SixOfFour<TVector, TLanes>(scratch + (row * Outputs * lanes), lanes, target + (row * Inputs * placeStride), placeStride);
        }
    }

    /// <summary>Aᵀ m A of a filter with 3 × 3 outputs, for a vector of filters: from the products of inputs and gradients to the weights' gradient.</summary>
    /// <param name="products">36 vectors, side by side; spoiled.</param>
    /// <param name="target">Receives the first tap's gradient to the filters.</param>
    /// <param name="tapStride">From tap to tap, in floats.</param>
    /// <param name="filters">How many lanes of the vector are filters; the others are not stored.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightsGradient<TVector, TLanes>(float* products, float* target, nint tapStride, nint filters)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        for (nint column = 0; column < Inputs; column++)
        {
            float* place = products + (column * lanes);
            ThreeOfSix<TVector, TLanes>(place, Inputs * lanes, out TVector y0, out TVector y1, out TVector y2);
            TLanes.Store(y0, place);
            TLanes.Store(y1, place + (Inputs * lanes));
            TLanes.Store(y2, place + (2 * Inputs * lanes));
        }

        for (nint row = 0; row < Taps; row++)
        {
            ThreeOfSix<TVector, TLanes>(products + (row * Inputs * lanes), lanes, out TVector y0, out TVector y1, out TVector y2);
            TLanes.StorePartial(y0, target, filters);
            TLanes.StorePartial(y1, target + tapStride, filters);
            TLanes.StorePartial(y2, target + (2 * tapStride), filters);
            target += Taps * tapStride;
        }
    }

    /// <summary>Bᵀ of six vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Six<TVector, TLanes>(float* source, nint sourceStride, float* target, nint targetStride)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector minusFive = TLanes.Create(-5f);
        TVector four = TLanes.Create(4f);
        TVector minusFour = TLanes.Create(-4f);
        TVector two = TLanes.Create(2f);
        TVector d0 = TLanes.Load(source);
        TVector d1 = TLanes.Load(source + sourceStride);
        TVector d2 = TLanes.Load(source + (2 * sourceStride));
        TVector d3 = TLanes.Load(source + (3 * sourceStride));
        TVector d4 = TLanes.Load(source + (4 * sourceStride));
        TVector d5 = TLanes.Load(source + (5 * sourceStride));
        TVector evenOfOne = TLanes.MultiplyAdd(minusFour, d2, d4);
        TVector oddOfOne = TLanes.MultiplyAdd(minusFour, d1, d3);
        TVector evenOfTwo = TLanes.Subtract(d4, d2);
        TVector oddOfTwo = TLanes.Multiply(two, TLanes.Subtract(d3, d1));
        TLanes.Store(TLanes.MultiplyAdd(four, d0, TLanes.MultiplyAdd(minusFive, d2, d4)), target);
        TLanes.Store(TLanes.Add(evenOfOne, oddOfOne), target + targetStride);
        TLanes.Store(TLanes.Subtract(evenOfOne, oddOfOne), target + (2 * targetStride));
        TLanes.Store(TLanes.Add(evenOfTwo, oddOfTwo), target + (3 * targetStride));
        TLanes.Store(TLanes.Subtract(evenOfTwo, oddOfTwo), target + (4 * targetStride));
        TLanes.Store(TLanes.MultiplyAdd(four, d1, TLanes.MultiplyAdd(minusFive, d3, d5)), target + (5 * targetStride));
    }

    /// <summary>G of the three vectors of a kernel, or of four; without a fourth <paramref name="g3"/> is not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SixOf<TVector, TLanes, TTaps>(TVector g0, TVector g1, TVector g2, TVector g3, float* target, nint targetStride)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
        where TTaps : struct, ICount
    {
        TVector minusSixth = TLanes.Create(-1f / 6);
        TVector twelfth = TLanes.Create(1f / 12);
        TVector evenOfOne = TLanes.Multiply(minusSixth, TLanes.Add(g0, g2));
        TVector oddOfOne = TLanes.Multiply(minusSixth, TTaps.Value > 3 ? TLanes.Add(g1, g3) : g1);
        TVector evenOfTwo = TLanes.MultiplyAdd(TLanes.Create(1f / 24), g0, TLanes.Multiply(TLanes.Create(1f / 6), g2));
        TVector oddOfTwo = TTaps.Value > 3
            ? TLanes.MultiplyAdd(twelfth, g1, TLanes.Multiply(TLanes.Create(1f / 3), g3))
            : TLanes.Multiply(twelfth, g1);
        TLanes.Store(TLanes.Multiply(TLanes.Create(0.25f), g0), target);
        TLanes.Store(TLanes.Add(evenOfOne, oddOfOne), target + targetStride);
        TLanes.Store(TLanes.Subtract(evenOfOne, oddOfOne), target + (2 * targetStride));
        TLanes.Store(TLanes.Add(evenOfTwo, oddOfTwo), target + (3 * targetStride));
        TLanes.Store(TLanes.Subtract(evenOfTwo, oddOfTwo), target + (4 * targetStride));
        TLanes.Store(TTaps.Value > 3 ? g3 : g2, target + (5 * targetStride));
    }

    /// <summary>G of four vectors in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SixOfFour<TVector, TLanes>(float* source, nint sourceStride, float* target, nint targetStride)
        where TVector : struct
        where TLanes : struct, ILanes<TVector> => SixOf<TVector, TLanes, Counts.Of4>(
            TLanes.Load(source),
            TLanes.Load(source + sourceStride),
            TLanes.Load(source + (2 * sourceStride)),
            TLanes.Load(source + (3 * sourceStride)),
            target,
            targetStride);

    /// <summary>Aᵀ of six vectors where there are three outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThreeOfSix<TVector, TLanes>(float* source, nint stride, out TVector y0, out TVector y1, out TVector y2)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector m1 = TLanes.Load(source + stride);
        TVector m2 = TLanes.Load(source + (2 * stride));
        TVector m3 = TLanes.Load(source + (3 * stride));
        TVector m4 = TLanes.Load(source + (4 * stride));
        TVector sumOfOne = TLanes.Add(m1, m2);
        TVector sumOfTwo = TLanes.Add(m3, m4);
        y0 = TLanes.Add(TLanes.Load(source), TLanes.Add(sumOfOne, sumOfTwo));
        y1 = TLanes.MultiplyAdd(TLanes.Create(2f), TLanes.Subtract(m3, m4), TLanes.Subtract(m1, m2));
        y2 = TLanes.MultiplyAdd(TLanes.Create(4f), sumOfTwo, TLanes.Add(TLanes.Load(source + (5 * stride)), sumOfOne));
    }

    /// <summary>Aᵀ of six vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<TVector, TLanes>(float* source, nint stride, out TVector y0, out TVector y1, out TVector y2, out TVector y3)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector m1 = TLanes.Load(source + stride);
        TVector m2 = TLanes.Load(source + (2 * stride));
        TVector m3 = TLanes.Load(source + (3 * stride));
        TVector m4 = TLanes.Load(source + (4 * stride));
        TVector sumOfOne = TLanes.Add(m1, m2);
        TVector differenceOfOne = TLanes.Subtract(m1, m2);
        TVector sumOfTwo = TLanes.Add(m3, m4);
        TVector differenceOfTwo = TLanes.Subtract(m3, m4);
        y0 = TLanes.Add(TLanes.Load(source), TLanes.Add(sumOfOne, sumOfTwo));
        y1 = TLanes.MultiplyAdd(TLanes.Create(2f), differenceOfTwo, differenceOfOne);
        y2 = TLanes.MultiplyAdd(TLanes.Create(4f), sumOfTwo, sumOfOne);
        y3 = TLanes.MultiplyAdd(TLanes.Create(8f), differenceOfTwo, TLanes.Add(TLanes.Load(source + (5 * stride)), differenceOfOne));
    }
}
