using Discern.Compute.Activations;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Plans;

/// <summary>Turns the layers of a graph into the operations of a plan, joining those that are faster as one.</summary>
internal sealed class Fusion
{
    private readonly List<PlannedOperation> operations = [];

    private Fusion(Graph graph, PlanPurpose purpose)
    {
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
        bool isTraining = options.Purpose == PlanPurpose.Training;
        var fusion = new Fusion(graph, options.Purpose);
        if (options.IsFused)
        {
            if (!isTraining)
            {
                fusion.DropIdentities();
            }

            fusion.FoldNormalizations(isTraining);
            fusion.JoinActivations();
            fusion.JoinPooling();
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

    private void FoldNormalizations(bool isTraining)
    {
        foreach (PlannedOperation operation in operations.ToArray())
        {
            bool isLinear = operation.Operation is Convolution or DepthwiseConvolution or Dense;
            if (isLinear && OnlyConsumer(operation) is { Operation: BatchNormalization } next && !(isTraining && next.IsDifferentiated))
            {
                operation.Folded = next.Node;
                Join(operation, next);
            }
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
                Dense dense => dense.With(activation),
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
