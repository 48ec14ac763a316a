using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Normalization;

namespace Discern.Neural.Graphs.Operations;

/// <summary>Batch normalisation (Ioffe and Szegedy, ICML 2015): y = (x − mean) / √(variance + ε) · γ + β per channel.</summary>
/// <remarks>
/// In training mean and variance are the batch's, and the running averages follow them as in Keras (the variance over n).
/// In inference, and where γ is frozen, they are the running averages. Plans for training put the sum with a second input and the activation in, where the
/// statistics are the batch's.
/// </remarks>
internal sealed class BatchNormalization(BatchNormalizationOptions options, Activation activation = Activation.None, bool addsInput = false) : Operation
{
    private const int Addend = 1;
    private const int Gamma = 0;
    private const int Beta = 1;
    private const int RunningMean = 2;
    private const int RunningVariance = 3;

    // Operations for each value of what was joined.
    private int Joined => (addsInput ? 1 : 0) + (activation == Activation.None ? 0 : 1);

    public override string Kind => "BatchNormalization";

    public override string LayerName => "batch_normalization";

    public override bool BackwardReadsOutput => addsInput && activation != Activation.None;

    public override int? InputOfGradient => addsInput ? Addend : 0;

    /// <summary>Added to the variance.</summary>
    public float Epsilon => options.Epsilon;

    /// <summary>The share of the running averages that each batch leaves.</summary>
    public float Momentum => options.Momentum;

    /// <summary>Whether a graph can hold it: with neither sum nor activation, which plans put in.</summary>
    public bool IsPlain => Joined == 0;

    /// <summary>The same layer with an activation at its end.</summary>
    public BatchNormalization With(Activation function) => new(options, function, addsInput);

    /// <summary>The same layer with a second input, which is added to what is normalised.</summary>
    public BatchNormalization WithSum() => new(options, activation, addsInput: true);

    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs)
    {
        var channels = new Shape(inputs[0].Channels);
        return
        [
            new Parameter("gamma", channels, Initializer.Ones),
            new Parameter("beta", channels, Initializer.Zeros),
            new Parameter("moving_mean", channels, Initializer.Zeros, isStatistic: true),
            new Parameter("moving_variance", channels, Initializer.Ones, isStatistic: true),
        ];
    }

    /// <summary>State: the batch's mean and inverse deviation. Workspace: scale and shift, then the sums' own.</summary>
    public override OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) => new()
    {
        StateFloats = isDifferentiated ? 2L * output.Channels : 0,
        WorkspaceFloats = (2L * output.Channels) + (isDifferentiated ? BatchStatistics.WorkspaceCount(output.Channels) : 0),
    };

    public override OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) => isTrained
        ? new((6 + Joined) * output.Count, 5 * output.Count, (4 + Joined) * output.Count) // to the parameters: the sums, of which the gradient of the input needs both
        : OperationArithmetic.Each(output.Count, 2);

    public override void Forward(in Step step)
    {
        int channels = step.Output.Shape.Channels;
        Tensor scale = Part(step.Workspace, 0, channels);
        Tensor shift = Part(step.Workspace, channels, channels);
        if (UsesBatch(step))
        {
            Tensor mean = Part(step.StateFloats, 0, channels);
            Tensor inverseDeviation = Part(step.StateFloats, channels, channels);
            BatchStatistics.Measure(step.Input(0), mean, inverseDeviation, Scratch(step), step.Workers);
            Follow(step.Parameter(RunningMean), mean);
            Follow(step.Parameter(RunningVariance), inverseDeviation);
            Invert(inverseDeviation, inverseDeviation);
            FindAffine(step, mean, inverseDeviation, scale, shift);
        }
        else
        {
            Invert(step.Parameter(RunningVariance), scale);
            FindAffine(step, step.Parameter(RunningMean), scale, scale, shift);
        }

        NormalizedSum.Run(step.Input(0), scale, shift, addsInput ? step.Input(Addend) : default, activation, step.Output, step.Workers);
    }

    public override void Backward(in Step step)
    {
        int channels = step.OutputGradient.Shape.Channels;
        if (UsesBatch(step))
        {
            var gradient = new BatchGradient
            {
                Input = step.Input(0),
                Mean = Part(step.StateFloats, 0, channels),
                InverseDeviation = Part(step.StateFloats, channels, channels),
                Gamma = step.Parameter(Gamma),
                Beta = step.Parameter(Beta),
                Activation = activation,
                HasAddend = addsInput,
                Output = step.Output,
                OutputGradient = step.OutputGradient,
                InputGradient = step.InputGradient(0),
                AddendGradient = addsInput ? step.InputGradient(Addend) : default,
                GammaGradient = step.ParameterGradient(Gamma),
                BetaGradient = step.ParameterGradient(Beta).IsPresent
                    ? step.ParameterGradient(Beta)
                    : Part(step.Workspace, 0, channels),
            };
            BatchStatistics.Backward(gradient, Scratch(step), step.Workers);
        }
        else if (step.InputGradient(0).IsPresent)
        {
            Tensor scale = Part(step.Workspace, 0, channels);
            Invert(step.Parameter(RunningVariance), scale);
            Multiply(scale, step.Parameter(Gamma));
            ChannelAffine.Run(step.OutputGradient, scale, default, step.InputGradient(0), step.Workers);
        }
    }

    /// <summary>A frozen layer keeps to its running averages, as in Keras.</summary>
    private static bool UsesBatch(in Step step) => step.IsTraining && step.ParameterGradient(Gamma).IsPresent;

    private static Tensor Scratch(in Step step)
    {
        int channels = step.OutputGradient.IsPresent ? step.OutputGradient.Shape.Channels : step.Output.Shape.Channels;
        return Part(step.Workspace, 2 * channels, (int)BatchStatistics.WorkspaceCount(channels));
    }

    private static Tensor Part(Tensor vector, int start, int count) => vector.Slice(start, count);

    private static void FindAffine(in Step step, Tensor mean, Tensor inverseDeviation, Tensor scale, Tensor shift)
    {
        Span<float> gamma = step.Parameter(Gamma).Values;
        Span<float> beta = step.Parameter(Beta).Values;
        for (int channel = 0; channel < gamma.Length; channel++)
        {
            scale.Values[channel] = gamma[channel] * inverseDeviation.Values[channel];
            shift.Values[channel] = beta[channel] - (mean.Values[channel] * scale.Values[channel]);
        }
    }

    private static void Multiply(Tensor values, Tensor factors)
    {
        for (int channel = 0; channel < factors.Shape.Count; channel++)
        {
            values.Values[channel] *= factors.Values[channel];
        }
    }

    private void Follow(Tensor running, Tensor batch)
    {
        Span<float> averages = running.Values;
        for (int channel = 0; channel < averages.Length; channel++)
        {
            averages[channel] = (averages[channel] * options.Momentum) + (batch.Values[channel] * (1f - options.Momentum));
        }
    }

    private void Invert(Tensor variance, Tensor inverseDeviation)
    {
        Span<float> variances = variance.Values;
        for (int channel = 0; channel < variances.Length; channel++)
        {
            inverseDeviation.Values[channel] = (float)(1 / Math.Sqrt((double)variances[channel] + options.Epsilon));
        }
    }
}
