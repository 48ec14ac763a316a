using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>
/// The gradient behind the activation that follows a normalisation. Without an addend, what went into the activation is computed again from the normalisation's input,
/// bit for bit, which is read anyway.
/// </summary>
internal readonly unsafe struct GradientPassage
{
    public required nint Channels { get; init; }

    /// <summary>What was normalised.</summary>
    public required float* Input { get; init; }

    /// <summary>The batch's mean of each channel.</summary>
    public required float* Mean { get; init; }

    /// <summary>Each channel's factor from the input to what went into the activation.</summary>
    public required float* Scale { get; init; }

    /// <summary>Each channel's constant.</summary>
    public required float* Shift { get; init; }

    /// <summary>What came out of the activation, where an addend makes it a matter of more than the input; else null.</summary>
    public required float* Output { get; init; }

    /// <summary>The gradient of the activation's output.</summary>
    public required float* OutputGradient { get; init; }

    /// <summary>None where the gradient is behind it already.</summary>
    public required Activation Activation { get; init; }

    /// <summary>The gradient of some channels of a row.</summary>
    /// <param name="first">The row's first value.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="left">Channels from there on.</param>
    /// <param name="input">The input's values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector At<TVector, TLanes>(nint first, nint channel, nint left, TVector input)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector gradient = Edges.Load<TVector, TLanes>(OutputGradient + first + channel, left);
        if (Activation == Activation.None)
        {
            return gradient;
        }

        TVector value = Output is null
            ? TLanes.MultiplyAdd(input, Edges.Load<TVector, TLanes>(Scale + channel, left), Edges.Load<TVector, TLanes>(Shift + channel, left))
            : Edges.Load<TVector, TLanes>(Output + first + channel, left);
        TVector passed = TLanes.And(TLanes.GreaterThan(value, TLanes.Zero), gradient);
        return Activation == Activation.Relu6 ? TLanes.And(TLanes.GreaterThan(TLanes.Create(6f), value), passed) : passed;
    }
}
