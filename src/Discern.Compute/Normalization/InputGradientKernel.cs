using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>The gradient of what was normalised, from the sums over the batch: a · dy + b · (x − mean) + c, with one a, b and c for each channel.</summary>
/// <param name="way">The way back through the activation.</param>
/// <param name="factors">Each channel's a, then each one's b, then each one's c.</param>
/// <param name="inputGradient">Receives the gradient; may be the output's gradient itself.</param>
internal readonly unsafe struct InputGradientKernel(GradientPassage way, float* factors, float* inputGradient) : IRangeKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        nint channels = way.Channels;
        for (nint row = start; row < end; row++)
        {
            nint first = row * channels;
            nint channel = 0;
            for (; channel + lanes <= channels; channel += lanes)
            {
                Write<TVector, TLanes>(first, channel, lanes);
            }

            if (channel < channels)
            {
                Write<TVector, TLanes>(first, channel, channels - channel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write<TVector, TLanes>(nint first, nint channel, nint left)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint channels = way.Channels;
        float* factor = factors + channel;
        TVector value = Edges.Load<TVector, TLanes>(way.Input + first + channel, left);
        TVector gradient = Edges.Load<TVector, TLanes>(way.OutputGradient + first + channel, left);
        if (way.Activation != Activation.None)
        {
            TVector activated = way.Output is null
                ? TLanes.MultiplyAdd(value, Edges.Load<TVector, TLanes>(way.Scale + channel, left), Edges.Load<TVector, TLanes>(way.Shift + channel, left))
                : Edges.Load<TVector, TLanes>(way.Output + first + channel, left);
            gradient = GradientPassage.Pass<TVector, TLanes>(activated, TLanes.Create(way.Activation.LargestOutput()), gradient);
        }

        TVector distance = TLanes.Subtract(value, Edges.Load<TVector, TLanes>(way.Mean + channel, left));
        TVector rest = TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(factor + channels, left), distance, Edges.Load<TVector, TLanes>(factor + (2 * channels), left));
        Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(factor, left), gradient, rest), inputGradient + first + channel, left);
    }
}
