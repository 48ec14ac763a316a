using Discern.Compute;
using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs;

/// <summary>The memory of one operation in one plan, for a full batch. What is not wanted is absent.</summary>
internal sealed class StepMemory
{
    public required Tensor[] Inputs { get; init; }

    public required Tensor Output { get; init; }

    public required Tensor[] InputGradients { get; init; }

    public required Tensor OutputGradient { get; init; }

    /// <summary>Whether the first input's gradient is added to what others have written; see <see cref="Operation.CanAddGradient"/>.</summary>
    public bool IsGradientAdded { get; init; }

    public required Tensor[] Parameters { get; init; }

    public required Tensor[] ParameterGradients { get; init; }

    /// <summary>The first parameter, packed for many passes; null where it is used as it is.</summary>
    public IPackedWeights? PackedWeights { get; init; }

    /// <summary>The parameters of each of the layers that a block computes one within the other; empty elsewhere.</summary>
    public StepMemory[] Stages { get; init; } = [];

    public Tensor StateFloats { get; init; }

    /// <summary>As floats, since tensors are floats: four bytes in each.</summary>
    public Tensor StateBytes { get; init; }

    public Tensor Workspace { get; init; }

    /// <summary>Absent where the operation has fewer.</summary>
    public Tensor Parameter(int index) => index < Parameters.Length ? Parameters[index] : default;
}
