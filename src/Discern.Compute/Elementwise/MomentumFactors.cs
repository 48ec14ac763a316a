namespace Discern.Compute.Elementwise;

/// <summary>The numbers of one step of gradient descent with momentum.</summary>
public readonly record struct MomentumFactors
{
    /// <summary>Share of the last step that is taken again.</summary>
    public float Momentum { get; init; }

    /// <summary>The step size.</summary>
    public float Rate { get; init; }

    /// <summary>Whether the step looks ahead along the momentum (Nesterov).</summary>
    public bool IsNesterov { get; init; }
}
