using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Profiling;

namespace Discern.Neural.Plans;

/// <summary>One operation of a plan with its memory.</summary>
internal sealed class PlanStep
{
    public required Operation Operation { get; init; }

    public required StepMemory Memory { get; init; }

    /// <summary>The layer's place in the network, for random numbers of its own.</summary>
    public required int Node { get; init; }

    /// <summary>Whether there is anything to do forward: a view of the same memory has nothing.</summary>
    public required bool RunsForward { get; init; }

    /// <summary>Whether there is anything to do backward.</summary>
    public required bool RunsBackward { get; init; }

    /// <summary>For each input the gradient that its own is added to after the backward pass; absent where it is written in place.</summary>
    public required Tensor[] Totals { get; init; }

    /// <summary>From which place in the gradients on, in floats, all are final when this operation has gone backward.</summary>
    public required int FinalFrom { get; init; }

    /// <summary>Where its time is written; null where nobody asks.</summary>
    public OperationRecorder? Recorder { get; init; }
}
