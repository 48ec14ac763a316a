using Discern.Compute.Activations;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Plans;

/// <summary>Turns the layers of a graph into the operations of a plan, joining those that are faster as one.</summary>
internal sealed class Fusion
{
    private readonly List<PlannedOperation> operations = [];
    private readonly bool isTraining;

    private Fusion(Graph graph, PlanPurpose purpose)
    {
        isTraining = purpose == PlanPurpose.Training;
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
            if (!fusion.isTraining)
            {
                fusion.DropIdentities();
            }

            fusion.FoldNormalizations();
            fusion.JoinSums();
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

    private void FoldNormalizations()
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

    /// <summary>A normalisation takes in the sum behind it, and moves to its place, where the other input is ready too.</summary>
    private void JoinSums()
    {
        foreach (PlannedOperation sum in operations.Where(each => each.Operation is Add).ToArray())
        {
            PlannedOperation? normalization = sum.Inputs.Find(input => UsesBatch(input) && OnlyConsumer(input) == sum);
            if (normalization is null)
            {
                continue;
            }

            PlannedOperation other = sum.Inputs.Find(input => input != normalization)!;
            normalization.Operation = ((BatchNormalization)normalization.Operation).WithSum();
            normalization.Inputs.Add(other);
            other.Consumers[other.Consumers.IndexOf(sum)] = normalization;
            operations.Remove(normalization);
            operations.Insert(operations.IndexOf(sum), normalization);
            Join(normalization, sum);
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
        isTraining && operation.Operation is BatchNormalization && operation.Node.Parameters[0].IsTrainable;

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
