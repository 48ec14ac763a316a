using Discern.Balancing;

namespace Discern.Classifiers.Logistic;

/// <summary>A fitted model and how the fit went.</summary>
public sealed record LogisticFit
{
    /// <summary>The model.</summary>
    public required LogisticModel Model { get; init; }

    /// <summary>The strength that it was fitted with, scikit-learn's C.</summary>
    public required double Strength { get; init; }

    /// <summary>½‖w‖² + C · Σ weight · loss at the end.</summary>
    public required double Objective { get; init; }

    /// <summary>The largest derivative of the mean loss with its penalty; 0 at the exact solution.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The number of steps of L-BFGS over the table itself.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the gradient came under the tolerance; a remark tells where it did not.</summary>
    public required bool IsConverged { get; init; }

    /// <summary>How the rows were made more equal before; null where they were not.</summary>
    public Resampling? Resampling { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
