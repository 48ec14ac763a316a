using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        GradientPassage passage = way;
        nint channels = passage.Channels;
        float* target = partials + (start / grain * channels * 2);
        new Span<float>(target, (int)(channels * 2)).Clear();
        for (nint row = start; row < end; row++)
        {
            nint first = row * channels;
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                nint left = channels - channel;
                TVector value = Edges.Load<TVector, TLanes>(passage.Input + first + channel, left);
                TVector gradient = passage.At<TVector, TLanes>(first, channel, left, value);
                TVector distance = TLanes.Subtract(value, Edges.Load<TVector, TLanes>(passage.Mean + channel, left));
                float* sums = target + channel;
                Edges.Store<TVector, TLanes>(TLanes.Add(Edges.Load<TVector, TLanes>(sums, left), gradient), sums, left);
                sums += channels;
                Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(gradient, distance, Edges.Load<TVector, TLanes>(sums, left)), sums, left);
                if (passed is not null)
                {
                    Edges.Store<TVector, TLanes>(gradient, passed + first + channel, left);
                }
            }
        }
    }
}
