using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>The way back through an activation that was fused into a kernel, from its output alone.</summary>
internal static unsafe class ActivationGradient<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>The gradient where the activation passes it, else 0; at the bounds 0, as in PyTorch and Keras.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(Activation activation, TVector output, TVector gradient)
    {
        if (activation == Activation.None)
        {
            return gradient;
        }

        TVector passed = TLanes.And(TLanes.GreaterThan(output, TLanes.Zero), gradient);
        return activation == Activation.Relu6
            ? TLanes.And(TLanes.GreaterThan(TLanes.Create(6f), output), passed)
            : passed;
    }
}
