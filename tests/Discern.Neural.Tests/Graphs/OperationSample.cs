using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Neural.Tests.Graphs;

/// <summary>An operation with inputs on which its gradients can be compared with finite differences.</summary>
internal sealed record OperationSample(Operation Operation, params Shape[] Inputs)
{
    /// <summary>Half the distance between the two points of a difference: wide where the operation is linear.</summary>
    public float Reach { get; init; } = 0.25f;

    /// <summary>Whether the inputs must be different values, far from kinks.</summary>
    public bool HasDistinctInputs { get; init; }

    /// <summary>
    /// The same operation without its activation, where each output hears its place of the last input most: that input is then drawn so that nothing which goes into the
    /// activation lies near a kink. Absent: it is drawn as it comes.
    /// </summary>
    public Operation? BeforeActivation { get; init; }

    /// <summary>The share of coordinates that may lie at a kink inside the operation, where no difference can tell the gradient.</summary>
    public double KinkShare { get; init; }

    public override string ToString() => $"{Operation.GetType().Name} {string.Join(" + ", Inputs)}";
}
