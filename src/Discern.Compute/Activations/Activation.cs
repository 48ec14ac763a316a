namespace Discern.Compute.Activations;

/// <summary>A function applied to each value as it leaves a kernel, at no cost of its own.</summary>
public enum Activation
{
    /// <summary>The value as it is.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,
}
