namespace Discern.Compute.Elementwise;

/// <summary>The numbers of one step of Adam, the corrections of bias included in <see cref="Rate"/>.</summary>
public readonly record struct AdamFactors
{
    /// <summary>Share of the mean that is kept.</summary>
    public float Beta1 { get; init; }

    /// <summary>Share of the mean square that is kept.</summary>
    public float Beta2 { get; init; }

    /// <summary>1 − β₁, rounded once.</summary>
    public float OneLessBeta1 { get; init; }

    /// <summary>1 − β₂, rounded once.</summary>
    public float OneLessBeta2 { get; init; }

    /// <summary>Added to the root of the mean square.</summary>
    public float Epsilon { get; init; }

    /// <summary>The corrected step size.</summary>
    public float Rate { get; init; }

    /// <summary>The share of a weight that is kept before the step: 1 without decay.</summary>
    public float Keep { get; init; }
}
