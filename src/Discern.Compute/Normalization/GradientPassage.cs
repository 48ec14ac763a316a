using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
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

    /// <summary>Where the gradient of a value passes: above the lower bound and below the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Pass<TVector, TLanes>(TVector value, TVector upper, TVector gradient)
        where TVector : struct
        where TLanes : struct, ILanes<TVector> =>
        TLanes.And(TLanes.GreaterThan(upper, value), TLanes.And(TLanes.GreaterThan(value, TLanes.Zero), gradient));
}
