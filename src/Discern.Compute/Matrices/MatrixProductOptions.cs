using Discern.Compute.Activations;

namespace Discern.Compute.Matrices;

/// <summary>How a matrix product reads its sides and what it does with the result.</summary>
public readonly record struct MatrixProductOptions
{
    /// <summary>Whether the left side is stored transposed: depth × rows.</summary>
    public bool TransposeLeft { get; init; }

    /// <summary>Whether the right side is stored transposed: columns × depth.</summary>
    public bool TransposeRight { get; init; }

    /// <summary>Whether the product is added to what its memory holds; not together with a bias.</summary>
    public bool Accumulate { get; init; }

    /// <summary>One value per column, added to every row; absent for none.</summary>
    public Tensor Bias { get; init; }

    /// <summary>Applied to each value of the result.</summary>
    public Activation Activation { get; init; }
}
