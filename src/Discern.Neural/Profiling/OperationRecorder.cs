using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Neural.Profiling;

/// <summary>The two passes of one operation of a plan, while they are being timed.</summary>
internal sealed class OperationRecorder
{
    /// <summary>Counts what one example costs.</summary>
    /// <param name="name">The layers that it is made of.</param>
    /// <param name="plan">The plan's name.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="memory">Its tensors, for a full batch.</param>
    /// <param name="totals">The gradients that its own are added to after the backward pass.</param>
    public OperationRecorder(string name, string plan, Operation operation, StepMemory memory, Tensor[] totals)
    {
        Name = name;
        Output = memory.Output.Shape.WithBatch(1);
        bool isTrained = Array.Exists(memory.ParameterGradients, gradient => gradient.IsPresent);
        bool isPassedOn = Array.Exists(memory.InputGradients, gradient => gradient.IsPresent);
        OperationArithmetic arithmetic = operation.CountArithmetic([.. memory.Inputs.Select(input => input.Shape.WithBatch(1))], Output, isTrained);
        long inputs = BytesOf(memory.Inputs, tensor => tensor.Shape.CountPerExample);
        long output = Output.CountPerExample * sizeof(float);
        long parameters = BytesOf(memory.Parameters, tensor => tensor.Shape.Count);
        long added = BytesOf(totals, tensor => tensor.Shape.CountPerExample);
        Forward = new PassRecorder(name, plan)
        {
            OperationsPerExample = arithmetic.Forward,
            BytesPerExample = inputs + output,
            BytesPerCall = parameters,
        };
        Backward = new PassRecorder($"{name}, backward", plan)
        {
            OperationsPerExample = (isPassedOn ? arithmetic.ToInputs : 0) + (isTrained ? arithmetic.ToParameters : 0) + (added / sizeof(float)),
            BytesPerExample = output
                + (operation.BackwardReadsInputs ? inputs : 0)
                + (operation.BackwardReadsOutput ? output : 0)
                + BytesOf(memory.InputGradients, tensor => tensor.Shape.CountPerExample)
                + (3 * added), // two read, their sum written
            BytesPerCall = (isPassedOn ? parameters : 0) + BytesOf(memory.ParameterGradients, tensor => tensor.Shape.Count),
        };
    }

    public string Name { get; }

    /// <summary>The shape of one example's output.</summary>
    public Shape Output { get; }

    public PassRecorder Forward { get; }

    public PassRecorder Backward { get; }

    private static long BytesOf(Tensor[] tensors, Func<Tensor, long> count) =>
        tensors.Where(tensor => tensor.IsPresent).Sum(tensor => count(tensor) * sizeof(float));
}
