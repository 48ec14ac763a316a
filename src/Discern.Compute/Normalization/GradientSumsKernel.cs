using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>Sums of a piece's gradients, and of these times the input's distance from the mean, behind the activation; passes the addend's gradient on.</summary>
/// <param name="way">The way back through the activation.</param>
/// <param name="grain">Rows of a piece.</param>
/// <param name="passed">Receives the gradient behind the activation, or null.</param>
/// <param name="partials">Receives for each piece both sums of each channel.</param>
internal readonly unsafe struct GradientSumsKernel(GradientPassage way, nint grain, float* passed, float* partials) : IRangeKernel
{
    // Columns of a block of 16 KiB of each tensor are read one after the other, while the next block is asked for.
    private const int BlockValues = 4096;
    private const int LeastRows = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        nint channels = way.Channels;
        float* target = partials + (start / grain * channels * 2);
        new Span<float>(target, (int)(channels * 2)).Clear();
        nint most = Math.Max(BlockValues / channels, LeastRows);
        for (nint row = start; row < end; row += most)
        {
            nint rows = Math.Min(most, end - row);
            nint channel = 0;
            for (; channel + lanes <= channels; channel += lanes)
            {
                Add<TVector, TLanes>((row * channels) + channel, rows, channel, lanes, target);
            }

            if (channel < channels)
            {
                Add<TVector, TLanes>((row * channels) + channel, rows, channel, channels - channel, target);
            }
        }
    }

    /// <summary>Adds what some rows give to the sums of a vector of channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add<TVector, TLanes>(nint first, nint rows, nint channel, nint left, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint channels = way.Channels;
        nint ahead = rows * channels;
        bool isActivated = way.Activation != Activation.None;
        TVector upper = TLanes.Create(way.Activation.LargestOutput());
        TVector mean = Edges.Load<TVector, TLanes>(way.Mean + channel, left);
        TVector scale = Edges.Load<TVector, TLanes>(way.Scale + channel, left);
        TVector shift = Edges.Load<TVector, TLanes>(way.Shift + channel, left);
        TVector sum = Edges.Load<TVector, TLanes>(target + channel, left);
        TVector product = Edges.Load<TVector, TLanes>(target + channels + channel, left);
        float* input = way.Input + first;
        float* output = way.Output + first;
        float* outputGradient = way.OutputGradient + first;
        float* behind = passed + first;
        for (nint row = rows; row > 0; row--)
        {
            TLanes.Prefetch(input + ahead);
            TLanes.Prefetch(outputGradient + ahead);
            TVector value = Edges.Load<TVector, TLanes>(input, left);
            TVector gradient = Edges.Load<TVector, TLanes>(outputGradient, left);
            if (isActivated)
            {
                TVector activated = way.Output is null ? TLanes.MultiplyAdd(value, scale, shift) : Edges.Load<TVector, TLanes>(output, left);
                gradient = GradientPassage.Pass<TVector, TLanes>(activated, upper, gradient);
            }

            sum = TLanes.Add(sum, gradient);
            product = TLanes.MultiplyAdd(gradient, TLanes.Subtract(value, mean), product);
            if (passed is not null)
            {
                Edges.Store<TVector, TLanes>(gradient, behind, left);
            }

            input += channels;
            output += channels;
            outputGradient += channels;
            behind += channels;
        }

        Edges.Store<TVector, TLanes>(sum, target + channel, left);
        Edges.Store<TVector, TLanes>(product, target + channels + channel, left);
    }
}
