using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Elementwise;
using Discern.Compute.Matrices;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Each unit a weighted sum of all features: y = f(x·W + b), kernel [in][out]. Plans put the activation in.</summary>
internal sealed class Dense(int units, bool hasBias, Initializer initializer, Activation activation) : Operation
{
    public override string Kind => "Dense";

    public override string LayerName => "dense";

    public override bool BackwardReadsOutput => activation != Activation.None;

    /// <summary>Whether no plan has put an activation in.</summary>
    public bool IsPlain => activation == Activation.None;

    /// <summary>The same layer with an activation at its end.</summary>
    public Dense With(Activation function) => new(units, hasBias, initializer, function);

    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        ShapeRule.Vectors(inputs[0], Kind);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        return new Shape(inputs[0].Batch, units);
    }

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs)
    {
        var kernel = new Parameter("kernel", new Shape(inputs[0].Channels, units), initializer);
        return hasBias ? [kernel, new Parameter("bias", new Shape(units), Initializer.Zeros)] : [kernel];
    }

    public override ConvolutionShape? ProductShape(ReadOnlySpan<Shape> inputs) => new(1, 1, inputs[0].Channels, units, 1, 1, 1, Padding.None);

    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) =>
        new() { WorkspaceFloats = isDifferentiated && hasBias ? ColumnSums.WorkspaceCount(units) : 0 };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        OperationArithmetic.Linear(2L * output.Batch * inputs[0].Channels * units);

    public override void Forward(in Step step)
    {
        if (step.PackedWeights is { } packed)
        {
            Tensor input = step.Input(0).Reshape(new Shape(step.Count, 1, 1, step.Input(0).Shape.Channels));
            Tensor output = step.Output.Reshape(new Shape(step.Count, 1, 1, units));
            packed.Forward(input, step.Parameter(1), default, activation, output, step.Workers);
            return;
        }

        var options = new MatrixProductOptions { Bias = step.Parameter(1), Activation = activation };
        MatrixProduct.Multiply(step.Input(0), step.Parameter(0), step.Output, options, step.Workers);
    }

    public override void Backward(in Step step)
    {
        Tensor gradient = step.OutputGradient;
        if (activation != Activation.None)
        {
            Rectifier.Backward(activation, step.Output, gradient, gradient, step.Workers);
        }

        if (step.ParameterGradient(0).IsPresent)
        {
            MatrixProduct.Multiply(step.Input(0), gradient, step.ParameterGradient(0), new() { TransposeLeft = true }, step.Workers);
        }

        if (step.ParameterGradient(1).IsPresent)
        {
            ColumnSums.Run(gradient, step.ParameterGradient(1), step.Workspace, step.Workers);
        }

        if (step.InputGradient(0).IsPresent)
        {
            MatrixProduct.Multiply(gradient, step.Parameter(0), step.InputGradient(0), new() { TransposeRight = true }, step.Workers);
        }
    }
}
