namespace Discern.Neural.Graphs;

/// <summary>
/// The floating-point operations of a layer, a multiplication and an addition counted as two, padding as if it were pixels. Of convolutions and
/// products neither bias nor activation is counted, as is customary.
/// </summary>
/// <param name="Forward">Of the forward pass.</param>
/// <param name="ToInputs">Of the backward pass for the gradients of the inputs.</param>
/// <param name="ToParameters">Of the backward pass for the gradients of the parameters.</param>
internal readonly record struct OperationArithmetic(long Forward, long ToInputs, long ToParameters)
{
    /// <summary>Nothing is computed: values are copied, or seen with another shape.</summary>
    public static OperationArithmetic None => default;

    /// <summary>What is linear in inputs and in parameters costs the same in each direction.</summary>
    public static OperationArithmetic Linear(long operations) => new(operations, operations, operations);

    /// <summary>So many for each value, forward as well as back.</summary>
    public static OperationArithmetic Each(long values, int forward = 1, int toInputs = 1) => new(values * forward, values * toInputs, 0);
}
