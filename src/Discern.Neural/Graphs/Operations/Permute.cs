using System.Collections.Immutable;
using Discern.Compute;
using Discern.Compute.Elementwise;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Each example's dimensions in another order: the output's dimension i is the input's dimension order[i].</summary>
internal sealed class Permute : Operation
{
    private readonly int[] inverse;

    public Permute(ImmutableArray<int> order)
    {
        bool isOrder = order.Length is > 1 and <= 4 && order[0] == 0 && order.Order().SequenceEqual(Enumerable.Range(0, order.Length));
        if (!isOrder)
        {
            throw new ArgumentException($"({string.Join(", ", order)}) is not an order of dimensions with the batch in front.", nameof(order));
        }

        Order = order;
        inverse = new int[order.Length];
        for (int dimension = 0; dimension < order.Length; dimension++)
        {
            inverse[order[dimension]] = dimension;
        }
    }

    public override string Kind => "Permute";

    public override string LayerName => "permute";

    public override bool BackwardReadsInputs => false;

    public override bool BackwardReadsOutput => false;

    /// <summary>For each dimension of the output the input's, the batch first.</summary>
    public ImmutableArray<int> Order { get; }

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape input = inputs[0];
        return input.Rank == Order.Length
            ? Order.Length switch
            {
                2 => input,
                3 => new Shape(input[0], input[Order[1]], input[Order[2]]),
                _ => new Shape(input[0], input[Order[1]], input[Order[2]], input[Order[3]]),
            }
            : throw new ArgumentException($"Permute orders {Order.Length} dimensions and was given {input}.", nameof(inputs));
    }

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.None;

    public override void Forward(in Step step) => Permutation.Run(step.Input(0), Order.AsSpan(), step.Output, step.Workers);

    public override void Backward(in Step step)
    {
        if (step.InputGradient(0).IsPresent)
        {
            Permutation.Run(step.OutputGradient, inverse, step.InputGradient(0), step.Workers);
        }
    }
}
