using Discern.Compute.Activations;
using Discern.Compute.Bfloat16;
using Discern.Compute.Bottlenecks;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Plans;

/// <summary>Turns the layers of a graph into the operations of a plan, joining those that are faster as one.</summary>
internal sealed class Fusion
{
    private readonly List<PlannedOperation> operations = [];
    private readonly PlanPurpose purpose;

    private Fusion(Graph graph, PlanPurpose purpose)
    {
        this.purpose = purpose;
        bool isTraining = purpose == PlanPurpose.Training;
        var planned = new Dictionary<Node, PlannedOperation>();
        foreach (Node node in graph.Nodes)
        {
            bool isDifferentiated = purpose == PlanPurpose.InputGradient || (isTraining
                && (node.Parameters.Any(parameter => parameter.IsTrainable) || node.Inputs.Any(input => planned[input].IsDifferentiated)));
            var operation = new PlannedOperation(node) { Index = operations.Count, IsDifferentiated = isDifferentiated };
            foreach (Node input in node.Inputs)
            {
                operation.Inputs.Add(planned[input]);
                planned[input].Consumers.Add(operation);
            }

            planned[node] = operation;
            operations.Add(operation);
        }

        Output = planned[graph.OutputNode];
    }

    /// <summary>The operation that gives the logits.</summary>
    public PlannedOperation Output { get; private set; }

    /// <summary>All operations, each after those that feed it, the input first.</summary>
    public IReadOnlyList<PlannedOperation> Operations => operations;

    public static Fusion Of(Graph graph, PlanOptions options)
    {
        var fusion = new Fusion(graph, options.Purpose);
        if (options.IsFused)
        {
            if (options.Purpose != PlanPurpose.Training)
            {
                fusion.DropIdentities();
            }

            fusion.FoldNormalizations();
            fusion.JoinSums();
            fusion.JoinActivations();
            fusion.JoinPooling();
            if (options.Purpose == PlanPurpose.Inference && (options.Precision == Precision.Float32 || !Amx.IsAvailable))
            {
                fusion.JoinBottlenecks();
            }
        }

        return fusion;
    }

    private void DropIdentities()
    {
        foreach (PlannedOperation operation in operations.Where(each => each.Operation.IsIdentityInInference).ToArray())
        {
            Absorb(operation.Inputs[0], operation);
        }
    }

    private void FoldNormalizations()
    {
        foreach (PlannedOperation operation in operations.ToArray())
        {
            bool isLinear = operation.Operation is Convolution or DepthwiseConvolution or Dense;
            while (isLinear && OnlyConsumer(operation) is { Operation: BatchNormalization or Rescaling } next && !(purpose == PlanPurpose.Training && next.IsDifferentiated))
            {
                operation.Folded.Add(next.Node);
                Join(operation, next);
            }
        }
    }

    /// <summary>
    /// Sums are taken where the convolution before them ends, which then waits for the other side; in training, in one pass with the normalisation before them.
    /// </summary>
    private void JoinSums()
    {
        foreach (PlannedOperation sum in operations.Where(each => each.Operation is Add).ToArray())
        {
            PlannedOperation? operation = sum.Inputs
                .Where(input => (input.Operation is Convolution ? purpose == PlanPurpose.Inference : UsesBatch(input)) && OnlyConsumer(input) == sum)
                .MaxBy(operations.IndexOf);
            if (operation is null)
            {
                continue;
            }

            PlannedOperation other = sum.Inputs.Single(input => input != operation);
            other.Consumers[other.Consumers.IndexOf(sum)] = operation;
            operation.Inputs.Add(other);
            operation.Operation = operation.Operation is BatchNormalization normalization
                ? normalization.WithSum()
                : new ResidualConvolution((Convolution)operation.Operation);
            operations.Remove(operation);
            operations.Insert(operations.IndexOf(sum), operation);
            Join(operation, sum);
        }
    }

    private void JoinActivations()
    {
        foreach (PlannedOperation operation in operations.ToArray())
        {
            if (OnlyConsumer(operation) is not { Operation: Relu or Relu6 } next)
            {
                continue;
            }

            Activation activation = next.Operation is Relu ? Activation.Relu : Activation.Relu6;
            Operation? joined = operation.Operation switch
            {
                Convolution convolution => new ConvolutionBlock(convolution, activation, isPooled: false),
                DepthwiseConvolution depthwise => depthwise.With(activation),
                ResidualConvolution { IsPlain: true } residual => residual.With(activation),
                Dense dense => dense.With(activation),
                BatchNormalization normalization when UsesBatch(operation) => normalization.With(activation),
                _ => null,
            };
            if (joined is not null)
            {
                operation.Operation = joined;
                Join(operation, next);
            }
        }
    }

    private void JoinPooling()
    {
        foreach (PlannedOperation operation in operations.ToArray())
        {
            if (OnlyConsumer(operation) is not { Operation: MaxPool { IsPlainTwoByTwo: true } } next)
            {
                continue;
            }

            Operation? joined = operation.Operation switch
            {
                Convolution convolution => new ConvolutionBlock(convolution, Activation.None, isPooled: true),
                ConvolutionBlock block => block.Pooled(),
                _ => null,
            };
            if (joined is not null)
            {
                operation.Operation = joined;
                operation.Shape = next.Shape;
                Join(operation, next);
            }
        }
    }

    /// <summary>Whether it is a normalisation by the batch's own statistics, as in training while it is not frozen.</summary>
    private bool UsesBatch(PlannedOperation operation) =>
        purpose == PlanPurpose.Training && operation.Operation is BatchNormalization && operation.Node.Parameters[0].IsTrainable;

    /// <summary>Depthwise convolutions, with the narrowing ones behind them and the widening ones before them.</summary>
    private void JoinBottlenecks()
    {
        foreach (PlannedOperation depthwise in operations.Where(each => each.Operation is DepthwiseConvolution).ToArray())
        {
            if (OnlyConsumer(depthwise) is { } project && project.Inputs[0] == depthwise && ActivationOf(project) is { } last)
            {
                PlannedOperation before = depthwise.Inputs[0];
                bool isExpanded = OnlyConsumer(before) == depthwise && before.Operation is Convolution or ConvolutionBlock { IsPooled: false };
                if (!isExpanded || !TryJoinBottleneck([before, depthwise, project], last))
                {
                    TryJoinBottleneck([depthwise, project], last);
                }
            }
        }
    }

    private bool TryJoinBottleneck(PlannedOperation[] stages, Activation last)
    {
        PlannedOperation? expand = stages.Length > 2 ? stages[0] : null;
        PlannedOperation depthwise = stages[^2];
        PlannedOperation project = stages[^1];
        var convolution = (DepthwiseConvolution)depthwise.Operation;
        var shape = new BottleneckShape(expand?.ProductShape, convolution.Geometry(depthwise.Inputs[0].Shape), project.ProductShape!.Value);
        if (!shape.IsWorthwhile)
        {
            return false;
        }

        Activation first = expand is null ? Activation.None : ActivationOf(expand)!.Value;
        var block = new PlannedOperation(stages[0].Node)
        {
            Index = stages[0].Index,
            Operation = new BottleneckBlock(shape, first, convolution.Activation, last),
            Shape = project.Shape,
        };
        block.Stages.AddRange(stages);
        block.Joined.AddRange(stages.SelectMany(stage => stage.Joined.Prepend(stage.Node)).Skip(1));
        Replace(stages, block);
        return true;
    }

    /// <summary>Puts one operation in the place of several that only feed each other, where the last of them was.</summary>
    private void Replace(PlannedOperation[] stages, PlannedOperation block)
    {
        foreach (PlannedOperation stage in stages)
        {
            foreach (PlannedOperation input in stage.Inputs.Where(input => !stages.Contains(input)))
            {
                block.Inputs.Add(input);
                input.Consumers[input.Consumers.IndexOf(stage)] = block;
            }
        }

        block.Consumers.AddRange(stages[^1].Consumers);
        foreach (PlannedOperation consumer in block.Consumers)
        {
            consumer.Inputs[consumer.Inputs.IndexOf(stages[^1])] = block;
        }

        operations[operations.IndexOf(stages[^1])] = block;
        operations.RemoveAll(stages.Contains);
        Output = Output == stages[^1] ? block : Output;
    }

    /// <summary>The activation of a convolution that is not pooled; null for all else.</summary>
    private static Activation? ActivationOf(PlannedOperation operation) => operation.Operation switch
    {
        Convolution => Activation.None,
        ConvolutionBlock { IsPooled: false } block => block.Activation,
        ResidualConvolution residual => residual.Activation,
        _ => null,
    };

    /// <summary>The operation that alone reads this one's output, which nobody else needs.</summary>
    private PlannedOperation? OnlyConsumer(PlannedOperation operation) =>
        operation != Output && operation.Consumers is [PlannedOperation consumer] ? consumer : null;

    /// <summary>One operation computes what two did.</summary>
    private void Join(PlannedOperation operation, PlannedOperation next)
    {
        operation.Joined.Add(next.Node);
        Absorb(operation, next);
    }

    /// <summary>Takes an operation out: what it fed is fed by the one before it.</summary>
    private void Absorb(PlannedOperation before, PlannedOperation absorbed)
    {
        before.Consumers.Remove(absorbed);
        foreach (PlannedOperation consumer in absorbed.Consumers)
        {
            consumer.Inputs[consumer.Inputs.IndexOf(absorbed)] = before;
            before.Consumers.Add(consumer);
        }

        operations.Remove(absorbed);
        Output = Output == absorbed ? before : Output;
    }
}
