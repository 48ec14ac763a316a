using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Neural.Graphs;

namespace Discern.Neural.Plans;

/// <summary>Decides which tensors a plan needs, how long each lasts, and which share memory.</summary>
/// <remarks>
/// Steps count on from the forward into the backward pass: of N operations, number i runs forward at i and backward at
/// 2N − 1 − i.
/// </remarks>
internal sealed class MemoryPlan
{
    private readonly IReadOnlyList<PlannedOperation> operations;
    private readonly PlannedOperation output;
    private readonly int batch;
    private readonly bool isDifferentiated;
    private readonly bool sharesMemory;
    private readonly Dictionary<PlannedOperation, int> places = [];
    private readonly Dictionary<PlannedOperation, Buffer> values = [];
    private readonly Dictionary<PlannedOperation, Buffer> gradients = [];
    private readonly Dictionary<Buffer, List<PlannedOperation>> members = [];
    private readonly Dictionary<(PlannedOperation Consumer, int Input), Buffer> additions = [];
    private readonly HashSet<PlannedOperation> added = [];
    private readonly Dictionary<PlannedOperation, Buffer> floats = [];
    private readonly Dictionary<PlannedOperation, Buffer> bytes = [];
    private readonly List<Buffer> buffers = [];
    private readonly long workspaceFloats;
    private readonly Buffer? workspace;

    public MemoryPlan(Fusion fusion, PlanWeights weights, PlanOptions options)
    {
        operations = fusion.Operations;
        output = fusion.Output;
        batch = options.Batch;
        isDifferentiated = options.Purpose != PlanPurpose.Inference;
        sharesMemory = options.IsFused;
        for (int place = 0; place < operations.Count; place++)
        {
            places[operations[place]] = place;
        }

        foreach (PlannedOperation operation in operations)
        {
            PlaceValue(operation);
            long scratch = PlaceState(operation);
            workspaceFloats = weights.Packed(operation) is null ? Math.Max(workspaceFloats, scratch) : workspaceFloats;
        }

        foreach (PlannedOperation operation in operations.Reverse())
        {
            PlaceGradient(operation);
        }

        if (workspaceFloats > 0)
        {
            workspace = NewBuffer(workspaceFloats * sizeof(float));
            workspace.Use(0);
            workspace.Use(End);
        }

        ByteCount = Layout.Arrange(buffers);
    }

    /// <summary>The bytes that the arena needs.</summary>
    public long ByteCount { get; }

    private int End => 2 * operations.Count;

    /// <summary>Whether an operation's output is its first input's memory.</summary>
    public bool IsInPlace(PlannedOperation operation) => !operation.IsInput && values[operation] == values[operation.Inputs[0]];

    /// <summary>Whether the gradients of an operation's output and first input are the same memory.</summary>
    public bool IsGradientInPlace(PlannedOperation operation) =>
        gradients.TryGetValue(operation, out Buffer? own) && gradients.TryGetValue(operation.Inputs[0], out Buffer? before) && own == before;

    /// <summary>The output of an operation.</summary>
    public Tensor Value(Arena arena, PlannedOperation operation) => arena.Tensor(values[operation].Offset, FullShape(operation));

    /// <summary>The gradient of an operation's output; absent where nobody wants it.</summary>
    public Tensor Gradient(Arena arena, PlannedOperation operation) =>
        gradients.TryGetValue(operation, out Buffer? buffer) ? arena.Tensor(buffer.Offset, FullShape(operation)) : default;

    /// <summary>Whether an operation adds its first input's gradient to what others have written before it.</summary>
    public bool IsGradientAdded(PlannedOperation operation) => added.Contains(operation);

    /// <summary>Where an operation writes the gradient of one of its inputs, when others have written before it; absent: in place.</summary>
    public Tensor Addition(Arena arena, PlannedOperation operation, int input) =>
        additions.TryGetValue((operation, input), out Buffer? buffer)
            ? arena.Tensor(buffer.Offset, FullShape(operation.Inputs[input]))
            : default;

    public Tensor StateFloats(Arena arena, PlannedOperation operation) => Floats(arena, floats.GetValueOrDefault(operation));

    public Tensor StateBytes(Arena arena, PlannedOperation operation) => Floats(arena, bytes.GetValueOrDefault(operation));

    public Tensor Workspace(Arena arena) => Floats(arena, workspace);

    private static Tensor Floats(Arena arena, Buffer? buffer) =>
        buffer is null ? default : arena.Tensor(buffer.Offset, new Shape(checked((int)(buffer.Bytes / sizeof(float)))));

    private void PlaceValue(PlannedOperation operation)
    {
        int place = places[operation];
        Buffer buffer = SharedInput(operation) is { } shared ? values[shared] : NewBuffer(FullShape(operation).Count * sizeof(float));
        values[operation] = buffer;
        members.TryAdd(buffer, []);
        members[buffer].Add(operation);
        buffer.Use(place);
        foreach (PlannedOperation consumer in operation.Consumers)
        {
            buffer.Use(places[consumer]);
            if (consumer.IsDifferentiated && consumer.Operation.BackwardReadsInputs)
            {
                buffer.Use(Backward(consumer));
            }
        }

        if (operation.IsDifferentiated && operation.Operation.BackwardReadsOutput)
        {
            buffer.Use(Backward(operation));
        }

        // The caller fills the one before the pass and reads the other after it.
        if (operation.IsInput || operation == output)
        {
            buffer.Use(0);
            buffer.Use(End);
        }
    }

    private long PlaceState(PlannedOperation operation)
    {
        Shape[] inputs = [.. operation.Inputs.Select(FullShape)];
        OperationMemory memory = operation.Operation.Measure(inputs, FullShape(operation), isDifferentiated);
        AddState(operation, floats, memory.StateFloats * sizeof(float));
        AddState(operation, bytes, (memory.StateBytes + 3L) / 4 * 4);
        return memory.WorkspaceFloats;
    }

    private void AddState(PlannedOperation operation, Dictionary<PlannedOperation, Buffer> states, long size)
    {
        if (size > 0)
        {
            Buffer buffer = NewBuffer(size);
            buffer.Use(places[operation]);
            buffer.Use(operation.IsDifferentiated ? Backward(operation) : places[operation]);
            states[operation] = buffer;
        }
    }

    private void PlaceGradient(PlannedOperation operation)
    {
        if (!operation.IsDifferentiated)
        {
            return;
        }

        bool isWritten = operation == output;
        Buffer? shared = SharedGradient(operation);
        Buffer buffer = shared ?? NewBuffer(FullShape(operation).Count * sizeof(float));
        gradients[operation] = buffer;
        buffer.Use(Backward(operation));
        if (isWritten)
        {
            buffer.Use(operations.Count);
        }

        // Backward runs from the last consumer to the first; who comes first writes, the others add.
        foreach (PlannedOperation consumer in operation.Consumers.Distinct().OrderByDescending(each => places[each]))
        {
            buffer.Use(Backward(consumer));
            for (int input = 0; input < consumer.Inputs.Count; input++)
            {
                if (consumer.Inputs[input] != operation)
                {
                    continue;
                }

                if (isWritten && sharesMemory && input == 0 && consumer.Operation.CanAddGradient([.. consumer.Inputs.Select(FullShape)]))
                {
                    added.Add(consumer);
                }
                else if (isWritten)
                {
                    Buffer addition = NewBuffer(FullShape(operation).Count * sizeof(float));
                    addition.Use(Backward(consumer));
                    additions[(consumer, input)] = addition;
                }

                isWritten = true;
            }
        }
    }

    /// <summary>The input that an operation may write its output over, or is but a view of; null for none.</summary>
    private PlannedOperation? SharedInput(PlannedOperation operation)
    {
        if (!sharesMemory || operation.IsInput)
        {
            return null;
        }

        if (operation.Operation.IsView)
        {
            return operation.Inputs[0];
        }

        PlannedOperation? overwritten = operation.Operation switch
        {
            { CanRunInPlace: true } when !(operation.IsDifferentiated && operation.Operation.BackwardReadsInputs) => operation.Inputs[0],
            { CanRunOverSecondInput: true } when !isDifferentiated && values[operation.Inputs[0]] != values[operation.Inputs[1]] => operation.Inputs[1],
            _ => null,
        };
        if (overwritten is null)
        {
            return null;
        }

        List<PlannedOperation> sharers = members[values[overwritten]];
        return sharers.TrueForAll(sharer => IsDoneWith(sharer, sharers, operation)) ? overwritten : null;
    }

    /// <summary>Whether nobody but the operation will read what a sharer of the memory has written.</summary>
    private bool IsDoneWith(PlannedOperation sharer, List<PlannedOperation> sharers, PlannedOperation operation)
    {
        bool isCallers = sharer.IsInput || sharer == output;
        bool isReadForward = sharer.Consumers.Exists(consumer =>
            consumer != operation && !sharers.Contains(consumer) && (isDifferentiated || places[consumer] > places[operation]));
        bool isReadBackward = sharer.IsDifferentiated && sharer.Operation.BackwardReadsOutput;
        return !isCallers && !isReadForward && !isReadBackward;
    }

    /// <summary>The gradient of the last consumer's output, which comes first on the way back, if that may be turned in place into this one.</summary>
    private Buffer? SharedGradient(PlannedOperation operation)
    {
        if (!sharesMemory || operation == output || operation.Consumers.Count == 0)
        {
            return null;
        }

        PlannedOperation consumer = operation.Consumers.MaxBy(each => places[each])!;
        bool isOnce = consumer.Inputs.Count(each => each == operation) == 1;
        return isOnce && consumer.Operation.InputOfGradient is { } input && consumer.Inputs[input] == operation ? gradients[consumer] : null;
    }

    private int Backward(PlannedOperation operation) => End - 1 - places[operation];

    private Shape FullShape(PlannedOperation operation) => operation.Shape.WithBatch(batch);

    private Buffer NewBuffer(long size)
    {
        var buffer = new Buffer(size);
        buffers.Add(buffer);
        return buffer;
    }
}
