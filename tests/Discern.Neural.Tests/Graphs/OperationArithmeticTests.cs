using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;
using Convolution = Discern.Neural.Graphs.Operations.Convolution;

namespace Discern.Neural.Tests.Graphs;

/// <summary>Counts by hand, a multiplication and an addition as two.</summary>
public sealed class OperationArithmeticTests
{
    public static TheoryData<string> Operations => new(OperationSamples.All.Keys.Select(type => type.Name));

    [Fact]
    public void A_convolution_multiplies_its_window_by_each_filter_at_each_place()
    {
        // 5 × 7 with a window of 3 × 3: 3 × 5 places, 4 filters, 9 × 2 values in each window.
        var convolution = new Convolution(4, 3, 3, new ConvolutionOptions());

        Assert.Equal(OperationArithmetic.Linear(2 * 15 * 4 * 18), CountOf(convolution, new Shape(1, 5, 7, 2)));
    }

    [Fact]
    public void Joined_activation_and_pooling_count_for_nothing()
    {
        var convolution = new Convolution(4, 3, 3, new ConvolutionOptions());
        var block = new ConvolutionBlock(convolution, Activation.Relu, isPooled: true);

        Assert.Equal(CountOf(convolution, new Shape(1, 6, 8, 2)), CountOf(block, new Shape(1, 6, 8, 2)));
    }

    [Fact]
    public void A_strided_padded_convolution_has_fewer_places()
    {
        // 6 × 6 with a margin of 1 and a step of 2: 3 × 3 places.
        var options = new ConvolutionOptions { Stride = 2, Padding = PaddingRule.Explicit(new Padding(1, 1, 1, 1)) };

        Assert.Equal(OperationArithmetic.Linear(2 * 9 * 5 * 27), CountOf(new Convolution(5, 3, 3, options), new Shape(1, 6, 6, 3)));
    }

    [Fact]
    public void A_depthwise_convolution_has_one_kernel_for_each_channel()
    {
        // 3 × 5 places, 6 channels, 9 cells.
        Assert.Equal(OperationArithmetic.Linear(2 * 15 * 6 * 9), CountOf(new DepthwiseConvolution(3, 3, new ConvolutionOptions()), new Shape(1, 5, 7, 6)));
    }

    [Fact]
    public void A_dense_layer_is_a_product()
    {
        var dense = new Dense(10, hasBias: true, Initializer.GlorotUniform, Activation.Relu);

        Assert.Equal(OperationArithmetic.Linear(2 * 3 * 20 * 10), CountOf(dense, new Shape(3, 20)));
    }

    [Fact]
    public void Normalisation_scales_and_shifts_and_in_training_takes_the_batch_s_statistics()
    {
        var normalization = new BatchNormalization(new BatchNormalizationOptions());
        var shape = new Shape(2, 4, 4, 3); // 96 values

        // x · scale + shift; back: · scale.
        Assert.Equal(new OperationArithmetic(192, 96, 0), normalization.CountArithmetic([shape], shape, isTrained: false));

        // A sum (1), a sum of squared distances (3) and x · scale + shift (2); back: a sum (1) and a weighted one (3), then a·dy + b·(x − mean) + c (5).
        Assert.Equal(new OperationArithmetic(6 * 96, 5 * 96, 4 * 96), normalization.CountArithmetic([shape], shape, isTrained: true));
    }

    [Fact]
    public void A_view_computes_nothing()
    {
        Assert.Equal(OperationArithmetic.None, CountOf(new Flatten(), new Shape(2, 4, 4, 3)));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Twice_the_examples_cost_twice_as_much(string name)
    {
        OperationSample[] samples = OperationSamples.All.Single(entry => string.Equals(entry.Key.Name, name, StringComparison.Ordinal)).Value;

        foreach (OperationSample sample in samples)
        {
            // The input's own operation has a shape and no input.
            Shape[] inputs = sample.Operation is Input ? [] : sample.Inputs;
            Shape output = sample.Operation.InferShape(inputs);
            OperationArithmetic once = sample.Operation.CountArithmetic(inputs, output, isTrained: true);
            OperationArithmetic twice = sample.Operation.CountArithmetic(
                [.. inputs.Select(shape => shape.WithBatch(2 * shape.Batch))], output.WithBatch(2 * output.Batch), isTrained: true);

            Assert.Equal(new OperationArithmetic(2 * once.Forward, 2 * once.ToInputs, 2 * once.ToParameters), twice);
            Assert.True(once is { Forward: >= 0, ToInputs: >= 0, ToParameters: >= 0 }, $"{sample}: {once}");
        }
    }

    private static OperationArithmetic CountOf(Operation operation, Shape input) =>
        operation.CountArithmetic([input], operation.InferShape([input]), isTrained: true);
}
