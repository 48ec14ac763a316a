using Discern.Compute;
using Discern.Compute.Elementwise;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;

namespace Discern.Neural.Plans;

/// <summary>A network made ready for one batch size and one purpose: layers joined, all memory laid out and taken.</summary>
/// <remarks>Forward and backward passes allocate no managed memory. Results are the same to the last bit for any number of threads.</remarks>
/// <example>
/// <code>
/// using var plan = new Plan(graph, weights, new PlanOptions { Batch = 8 }, Workers.Shared);
/// pixels.CopyTo(plan.Input.Values);
/// plan.Forward(8);
/// ReadOnlySpan&lt;float&gt; logits = plan.Output.Values;
/// </code>
/// </example>
public sealed class Plan : IDisposable
{
    private readonly PlanOptions options;
    private readonly Workers workers;
    private readonly Weights weights;
    private readonly PlanWeights planWeights;
    private readonly Arena arena;
    private readonly PlanStep[] steps;
    private StepContext context;

    /// <summary>Makes the plan and takes its memory.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">Its numbers; read at each pass, and running averages are written in training.</param>
    /// <param name="options">Batch size and purpose.</param>
    /// <param name="workers">The threads to use.</param>
    /// <exception cref="DiscernException">The machine has not that much memory.</exception>
    public Plan(Graph graph, Weights weights, PlanOptions options, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Batch, nameof(options));
        if (options.Precision != Precision.Float32 && options.Purpose != PlanPurpose.Inference)
        {
            throw new ArgumentException($"A plan for {options.Purpose} multiplies in single precision only, not in {options.Precision}.", nameof(options));
        }

        this.options = options;
        this.workers = workers;
        this.weights = weights;
        Gradients = options.Purpose == PlanPurpose.Training ? Weights.TrainableZeros(graph) : null;
        Fusion fusion = Fusion.Of(graph, options);
        planWeights = new PlanWeights(fusion, weights, options, workers);
        var memory = new MemoryPlan(fusion, planWeights, options);
        arena = new Arena(memory.ByteCount);
        Input = memory.Value(arena, fusion.Operations[0]);
        Output = memory.Value(arena, fusion.Output);
        OutputGradient = memory.Gradient(arena, fusion.Output);
        InputGradient = memory.Gradient(arena, fusion.Operations[0]);
        steps = [.. fusion.Operations.Where(operation => !operation.IsInput).Select(operation => MakeStep(operation, graph, fusion, memory))];
        Refresh();
    }

    /// <summary>The examples of the next pass: batch × the network's input. The caller writes the first ones.</summary>
    public Tensor Input { get; }

    /// <summary>The logits of the last pass: batch × classes.</summary>
    public Tensor Output { get; }

    /// <summary>The gradient of the loss by the logits, which the caller writes before <see cref="Backward()"/>; absent in inference, and where all is frozen.</summary>
    public Tensor OutputGradient { get; }

    /// <summary>The gradient of the loss by <see cref="Input"/> from the last <see cref="Backward()"/>; absent unless the plan is for <see cref="PlanPurpose.InputGradient"/>.</summary>
    public Tensor InputGradient { get; }

    /// <summary>The gradients of the trainable parameters from the last <see cref="Backward()"/>; absent unless the plan is for training.</summary>
    public Weights? Gradients { get; }

    /// <summary>Which training step the next pass belongs to, counted over all epochs: dropout draws by it.</summary>
    public long StepNumber { get; set; }

    /// <summary>The place of the next pass's first example in the batch that it is a part of: dropout draws by it. 0 where the pass is the whole batch.</summary>
    public int FirstExample { get; set; }

    /// <summary>In what numbers the plan multiplies: those asked for, unless the machine or the network has no use for them.</summary>
    public Precision Precision => planWeights.Precision;

    /// <summary>The native memory that the plan holds beside the weights, in bytes.</summary>
    public long ByteCount => arena.ByteCount + planWeights.ByteCount + ((Gradients?.All.Shape.Count ?? 0) * sizeof(float));

    /// <summary>Computes <see cref="Output"/> from <see cref="Input"/>.</summary>
    /// <param name="count">How many examples, from 1 to the plan's batch.</param>
    public void Forward(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, options.Batch);
        context = new StepContext(count, options.Purpose == PlanPurpose.Training, options.Seed, (ulong)StepNumber, workers, FirstExample);
        foreach (PlanStep step in steps)
        {
            if (step.RunsForward)
            {
                options.Recorder?.Begin(step.Recorder!.Forward, count);
                step.Operation.Forward(new Step(step.Memory, step.Node, context));
                options.Recorder?.End();
            }
        }

        KeepMemory();
    }

    /// <summary>Computes <see cref="Gradients"/>, or <see cref="InputGradient"/>, from <see cref="OutputGradient"/>, which it may spoil, for the examples of the last forward pass.</summary>
    /// <exception cref="InvalidOperationException">The plan is for inference, or no forward pass came before.</exception>
    public void Backward() => Backward(observer: null);

    /// <summary>The same, and says on the way which gradients are final.</summary>
    internal void Backward(IGradientObserver? observer)
    {
        if (options.Purpose == PlanPurpose.Inference || context.Count == 0)
        {
            throw new InvalidOperationException("Gradients need a plan that is not for inference only, and a forward pass before them.");
        }

        for (int index = steps.Length - 1; index >= 0; index--)
        {
            PlanStep step = steps[index];
            if (step.RunsBackward)
            {
                options.Recorder?.Begin(step.Recorder!.Backward, context.Count);
                step.Operation.Backward(new Step(step.Memory, step.Node, context));
                AddUp(step);
                options.Recorder?.End();
                observer?.OnFinal(step.FinalFrom);
            }
        }

        KeepMemory();
    }

    /// <summary>Folds batch normalisations into weights, and packs those, anew: call it after the weights have changed, if the plan is for inference.</summary>
    public void Refresh() => planWeights.Refresh();

    /// <inheritdoc/>
    public void Dispose()
    {
        arena.Dispose();
        planWeights.Dispose();
        Gradients?.Dispose();
    }

    /// <summary>Tensors do not keep their memory alive: plan and weights must outlive the pass, though nobody else may hold them.</summary>
    private void KeepMemory()
    {
        GC.KeepAlive(weights);
        GC.KeepAlive(this);
    }

    private void AddUp(PlanStep step)
    {
        for (int input = 0; input < step.Totals.Length; input++)
        {
            if (step.Totals[input].IsPresent)
            {
                Tensor total = step.Totals[input].Take(context.Count);
                Addition.Run(total, step.Memory.InputGradients[input].Take(context.Count), total, workers);
            }
        }
    }

    private PlanStep MakeStep(PlannedOperation operation, Graph graph, Fusion fusion, MemoryPlan memory)
    {
        int inputs = operation.Inputs.Count;
        var inputGradients = new Tensor[inputs];
        var totals = new Tensor[inputs];
        for (int input = 0; input < inputs && operation.IsDifferentiated; input++)
        {
            Tensor gradient = memory.Gradient(arena, operation.Inputs[input]);
            Tensor addition = memory.Addition(arena, operation, input);
            inputGradients[input] = addition.IsPresent ? addition : gradient;
            totals[input] = addition.IsPresent ? gradient : default;
        }

        bool isView = operation.Operation.IsView;
        var stepMemory = new StepMemory
        {
            Inputs = [.. operation.Inputs.Select(input => memory.Value(arena, input))],
            Output = memory.Value(arena, operation),
            InputGradients = inputGradients,
            IsGradientAdded = memory.IsGradientAdded(operation),
            OutputGradient = memory.Gradient(arena, operation),
            Parameters = ParametersOf(operation),
            PackedWeights = planWeights.Packed(operation),
            Stages = [.. operation.Stages.Select(StageMemory)],
            ParameterGradients = [.. operation.Node.Parameters.Select(GradientOf)],
            StateFloats = memory.StateFloats(arena, operation),
            StateBytes = memory.StateBytes(arena, operation),
            Workspace = memory.Workspace(arena),
        };
        return new PlanStep
        {
            Operation = operation.Operation,
            Node = operation.Index,
            RunsForward = !(isView && memory.IsInPlace(operation)),
            RunsBackward = operation.IsDifferentiated && !(isView && memory.IsGradientInPlace(operation)),
            Totals = totals,
            FinalFrom = EndOfGradientsBefore(operation, fusion),
            Memory = stepMemory,
            Recorder = options.Recorder?.Add(
                string.Join(" + ", operation.Joined.Prepend(operation.Node).Select(graph.NameOf)), operation.Operation, stepMemory, totals),
        };
    }

    /// <summary>Where the gradients end that operations before this one, which go backward after it, still write.</summary>
    private int EndOfGradientsBefore(PlannedOperation operation, Fusion fusion) => fusion.Operations
        .TakeWhile(other => other != operation)
        .SelectMany(other => other.Joined.Prepend(other.Node))
        .SelectMany(node => node.Parameters)
        .Where(parameter => Gradients is not null && Gradients.Contains(parameter))
        .Select(parameter => checked((int)(Gradients!.OffsetOf(parameter) + parameter.Shape.Count)))
        .DefaultIfEmpty()
        .Max();

    private Tensor[] ParametersOf(PlannedOperation operation) =>
        operation.Stages.Count == 0 ? planWeights.Parameters(operation) : [.. operation.Stages.SelectMany(planWeights.Parameters)];

    private StepMemory StageMemory(PlannedOperation stage) => new()
    {
        Inputs = [],
        Output = default,
        InputGradients = [],
        OutputGradient = default,
        Parameters = planWeights.Parameters(stage),
        PackedWeights = planWeights.Packed(stage),
        ParameterGradients = [],
    };

    private Tensor GradientOf(Parameter parameter) =>
        Gradients is not null && Gradients.Contains(parameter) ? Gradients[parameter] : default;
}
