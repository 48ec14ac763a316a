using System.Runtime.InteropServices;
using Discern.Compute;
using Discern.Compute.Convolutions;
using Discern.Compute.Threading;

namespace Discern.Neural.Graphs;

/// <summary>What an operation works on in one pass over one batch.</summary>
internal readonly ref struct Step(StepMemory memory, int node, in StepContext context)
{
    private readonly StepContext context = context;

    /// <summary>Examples in this batch; every tensor of examples has that many.</summary>
    public int Count => context.Count;

    /// <summary>Whether the pass is one of training.</summary>
    public bool IsTraining => context.IsTraining;

    /// <summary>The user's seed.</summary>
    public ulong Seed => context.Seed;

    /// <summary>Which training step it is, counted over all epochs.</summary>
    public ulong Number => context.Number;

    /// <summary>The place of the first example in the batch that this is a part of; 0 where it is the whole.</summary>
    public int First => context.First;

    /// <summary>The layer's place in the network, for random numbers of its own.</summary>
    public int Node { get; } = node;

    /// <summary>The threads to use.</summary>
    public Workers Workers => context.Workers;

    public int InputCount => memory.Inputs.Length;

    public Tensor Output => memory.Output.Take(Count);

    public Tensor OutputGradient => memory.OutputGradient.Take(Count);

    /// <summary>Floats that last from the forward to the backward pass.</summary>
    public Tensor StateFloats => memory.StateFloats;

    /// <summary>Bytes that last from the forward to the backward pass; none in inference.</summary>
    public Span<byte> StateBytes => memory.StateBytes.IsPresent ? MemoryMarshal.AsBytes(memory.StateBytes.Values) : [];

    /// <summary>Scratch of this call; absent where none was asked for.</summary>
    public Tensor Workspace => memory.Workspace;

    /// <summary>The first parameter, packed, where the plan has done so; else null.</summary>
    public IPackedWeights? PackedWeights => memory.PackedWeights;

    /// <summary>The parameters of one of the layers that a block is made of.</summary>
    public StepMemory Stage(int index) => memory.Stages[index];

    public Tensor Input(int index) => memory.Inputs[index].Take(Count);

    /// <summary>Absent where nobody wants it.</summary>
    public Tensor InputGradient(int index) =>
        memory.InputGradients[index] is { IsPresent: true } gradient ? gradient.Take(Count) : default;

    /// <summary>Whether the first input's gradient is to be added to what is there, rather than written; only where the operation has said that it can.</summary>
    public bool IsGradientAdded => memory.IsGradientAdded;

    /// <summary>Absent where the operation has fewer.</summary>
    public Tensor Parameter(int index) => memory.Parameter(index);

    /// <summary>Absent where the parameter is frozen, or not there.</summary>
    public Tensor ParameterGradient(int index) => index < memory.ParameterGradients.Length ? memory.ParameterGradients[index] : default;
}
