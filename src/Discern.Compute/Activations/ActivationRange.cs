namespace Discern.Compute.Activations;

/// <summary>The bounds between which an activation keeps values: each is min(max(x, least), largest).</summary>
internal static class ActivationRange
{
    /// <summary>No value below this comes out.</summary>
    public static float LeastOutput(this Activation activation) => activation == Activation.None ? float.NegativeInfinity : 0f;

    /// <summary>No value above this comes out.</summary>
    public static float LargestOutput(this Activation activation) => activation == Activation.Relu6 ? 6f : float.PositiveInfinity;
}
