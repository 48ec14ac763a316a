using Discern.Compute;
using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;

namespace Discern.Neural.Plans;

/// <summary>An operation of a plan while the plan is being made: one layer, or several that were joined.</summary>
internal sealed class PlannedOperation(Node node)
{
    public Operation Operation { get; set; } = node.Operation;

    /// <summary>The layer, or the first of several, whose parameters it uses.</summary>
    public Node Node { get; } = node;

    /// <summary>The shape of one example's output.</summary>
    public Shape Shape { get; set; } = node.Shape;

    /// <summary>The geometry of its product with its first parameter; null where there is none.</summary>
    public ConvolutionShape? ProductShape => Operation.ProductShape([.. Inputs.Select(input => input.Shape)]);

    /// <summary>Its place in the network, for random numbers of its own.</summary>
    public int Index { get; init; }

    /// <summary>The batch normalisations and rescalings that its weights take in, in their order.</summary>
    public List<Node> Folded { get; } = [];

    /// <summary>The layers that are computed along with it, in their order.</summary>
    public List<Node> Joined { get; } = [];

    /// <summary>The convolutions that a block computes one within the other, each with its own weights; empty elsewhere.</summary>
    public List<PlannedOperation> Stages { get; } = [];

    /// <summary>Whether its backward pass runs.</summary>
    public bool IsDifferentiated { get; init; }

    public List<PlannedOperation> Inputs { get; } = [];

    /// <summary>Those fed by it, as often as they are.</summary>
    public List<PlannedOperation> Consumers { get; } = [];

    public bool IsInput => Inputs.Count == 0;
}
