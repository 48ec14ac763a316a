using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs.Operations;

/// <summary>
/// Convolution, bias, the sum with a second input and a rectified unit in one pass: y = f(x ⋆ W + b + z), where a residual block ends. Plans put it in the
/// place of the layers it is made of.
/// </summary>
internal sealed class ResidualConvolution(Convolution convolution, Activation activation = Activation.None) : Operation
{
    public override string Kind => convolution.Kind;

    public override string LayerName => convolution.LayerName;

    public override bool CanRunOverSecondInput => true;

    public override bool BackwardReadsOutput => activation != Activation.None;

    public Activation Activation => activation;

    /// <summary>Whether no plan has put an activation in.</summary>
    public bool IsPlain => activation == Activation.None;

    /// <summary>The same sum with an activation at its end.</summary>
    public ResidualConvolution With(Activation function) => new(convolution, function);

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape shape = convolution.InferShape(inputs);
        return shape == inputs[1]
            ? shape
            : throw new ArgumentException($"A convolution that gives {shape} cannot be added to {inputs[1]}.", nameof(inputs));
    }

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs) => convolution.CreateParameters(inputs);

    public override ConvolutionShape? ProductShape(ReadOnlySpan<Shape> inputs) => convolution.ProductShape(inputs);

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) =>
        convolution.Measure(inputs, output, isDifferentiated);

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        convolution.CountArithmetic(inputs, output, isTrained);

    public override void Forward(in Step step) => convolution.Forward(step, activation, step.Input(1));

    public override void Backward(in Step step)
    {
        if (activation != Activation.None)
        {
            Rectifier.Backward(activation, step.Output, step.OutputGradient, step.OutputGradient, step.Workers);
        }

        if (step.InputGradient(1).IsPresent)
        {
            step.OutputGradient.Values.CopyTo(step.InputGradient(1).Values);
        }

        convolution.Backward(step);
    }
}
