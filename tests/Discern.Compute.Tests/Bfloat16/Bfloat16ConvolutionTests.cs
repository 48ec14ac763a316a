using Discern.Compute.Activations;
using Discern.Compute.Bfloat16;
using Discern.Tests.Shared;
using Discern.Compute.Convolutions;
using Discern.Compute.Tests.Convolutions;
using Discern.Compute.Threading;

namespace Discern.Compute.Tests.Bfloat16;

public sealed class Bfloat16ConvolutionTests : IDisposable
{
    private readonly Workers workers = new(2);

    public static TheoryData<ConvolutionShape, int, Activation> Cases => new()
    {
        { new(1, 1, 64, 32, 1, 1, 1, Padding.None), 1, Activation.None },
        { new(1, 1, 100, 70, 1, 1, 1, Padding.None), 33, Activation.Relu },
        { new(8, 9, 64, 256, 1, 1, 1, Padding.None), 3, Activation.None },
        { new(8, 9, 17, 33, 1, 1, 1, Padding.None), 3, Activation.Relu6 },
        { new(8, 9, 16, 48, 1, 1, 2, Padding.None), 2, Activation.None },
        { new(9, 7, 32, 32, 3, 3, 1, Padding.Symmetric(1)), 1, Activation.Relu },
        { new(29, 29, 32, 32, 3, 3, 1, Padding.None), 5, Activation.Relu },
        { new(7, 7, 96, 64, 3, 3, 1, Padding.Symmetric(1)), 16, Activation.None },
        { new(10, 12, 24, 40, 3, 3, 2, Padding.Same(10, 12, 3, 3, 2)), 2, Activation.Relu },
        { new(11, 13, 33, 20, 7, 7, 2, Padding.Symmetric(3)), 3, Activation.None },
        { new(7, 6, 32, 40, 2, 5, 1, new Padding(0, 2, 1, 1)), 2, Activation.Relu },
        { new(7, 6, 32, 40, 2, 5, 1, new Padding(1, 0, 0, 3)), 2, Activation.None },
        { new(9, 9, 20, 17, 3, 3, 3, Padding.Symmetric(2)), 2, Activation.None },
        { new(6, 5, 32, 32, 2, 2, 3, Padding.None), 2, Activation.None },
        { new(5, 4, 33, 65, 3, 3, 1, Padding.Symmetric(1)), 40, Activation.Relu },
        { new(3, 3, 32, 32, 3, 3, 1, Padding.Symmetric(2)), 1, Activation.None },
        { new(40, 150, 32, 32, 3, 3, 1, Padding.Symmetric(1)), 1, Activation.Relu6 },
    };

    public void Dispose() => workers.Dispose();

    [AmxTheory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_the_definition_on_rounded_values(ConvolutionShape shape, int batch, Activation activation)
    {
        var (input, weights, bias) = Operands(shape, batch);
        Tensor expected = ReferenceConvolution.Forward(shape, Rounded(input), Rounded(weights), bias, activation);

        // The products are exact; what is left is the order of the sums.
        Tensors.AssertClose(expected, Forward(shape, input, weights, bias, activation, workers), 1e-4);
    }

    [AmxTheory]
    [MemberData(nameof(Cases))]
    public void Is_as_near_to_single_precision_as_eight_bits_are(ConvolutionShape shape, int batch, Activation activation)
    {
        var (input, weights, bias) = Operands(shape, batch);
        Tensor expected = ReferenceConvolution.Forward(shape, input, weights, bias, activation);
        Tensor actual = Forward(shape, input, weights, bias, activation, workers);

        // Each of the terms, of variance 1, is off by up to 2⁻⁸ of itself and mostly by less: so is their sum, of this deviation.
        double deviation = Math.Sqrt(shape.KernelHeight * shape.KernelWidth * shape.Channels);
        double squares = 0;
        for (int index = 0; index < expected.Values.Length; index++)
        {
            squares += Math.Pow(expected.Values[index] - actual.Values[index], 2);
        }

        Assert.InRange(Math.Sqrt(squares / expected.Values.Length) / deviation, 0, 1 / 256.0);
    }

    [AmxTheory]
    [MemberData(nameof(Cases))]
    public void Adds_before_it_activates_and_over_what_it_adds(ConvolutionShape shape, int batch, Activation activation)
    {
        var (input, weights, bias) = Operands(shape, batch);
        Tensor plain = Forward(shape, input, weights, bias, Activation.None, workers);
        Tensor addend = Tensors.Normal(plain.Shape, 9);
        float[] expected = [.. plain.Values.ToArray().Zip(addend.Values.ToArray(), (left, right) =>
            Math.Min(activation.LargestOutput(), Math.Max(activation.LeastOutput(), left + right)))];
        using var packed = new Bfloat16Weights(shape);
        packed.Pack(weights, workers);

        Bfloat16Convolution.Forward(input, packed, bias, activation, addend, workers, addend);

        Assert.Equal(expected, addend.Values.ToArray());
    }

    [AmxTheory]
    [MemberData(nameof(Cases))]
    public void Pools_as_convolution_then_pooling(ConvolutionShape shape, int batch, Activation activation)
    {
        if (shape.OutputHeight < 2 || shape.OutputWidth < 2)
        {
            return;
        }

        var (input, weights, bias) = Operands(shape, batch);
        var (expected, _) = ReferenceConvolution.Pool(Forward(shape, input, weights, bias, activation, workers));
        using var packed = new Bfloat16Weights(shape);
        packed.Pack(weights, workers);
        Tensor pooled = Tensors.Normal(expected.Shape, 9);

        Bfloat16Convolution.ForwardPooled(input, packed, bias, activation, pooled, workers);

        Assert.Equal(expected.Values.ToArray(), pooled.Values.ToArray());
    }

    [AmxTheory]
    [MemberData(nameof(Cases))]
    public void Gives_the_same_bits_for_any_number_of_workers(ConvolutionShape shape, int batch, Activation activation)
    {
        var (input, weights, bias) = Operands(shape, batch);
        using var one = new Workers(1);
        using var five = new Workers(5);
        float[] expected = Forward(shape, input, weights, bias, activation, one).Values.ToArray();

        Assert.Equal(expected, Forward(shape, input, weights, bias, activation, workers).Values.ToArray());
        Assert.Equal(expected, Forward(shape, input, weights, bias, activation, five).Values.ToArray());
    }

    [AmxFact]
    public void Works_without_a_bias()
    {
        var shape = new ConvolutionShape(6, 6, 32, 40, 3, 3, 1, Padding.Symmetric(1));
        var (input, weights, _) = Operands(shape, 2);
        Tensor none = ReferenceConvolution.Forward(shape, Rounded(input), Rounded(weights), Tensors.Zeros(new Shape(40)), Activation.None);

        Tensors.AssertClose(none, Forward(shape, input, weights, default, Activation.None, workers), 1e-4);
    }

    [AmxFact]
    public void What_is_not_a_number_stays_in_its_windows()
    {
        var shape = new ConvolutionShape(6, 6, 32, 32, 3, 3, 1, Padding.Symmetric(1));
        var (input, weights, bias) = Operands(shape, 2);
        input.Values[0] = float.NaN;
        Tensor output = Forward(shape, input, weights, bias, Activation.None, workers);
        for (int pixel = 0; pixel < 2 * 36; pixel++)
        {
            bool sees = pixel is 0 or 1 or 6 or 7;
            Assert.Equal(sees, float.IsNaN(output.Values[pixel * 32]));
        }
    }

    [Fact]
    public void Is_refused_where_the_tiles_are()
    {
        using IDisposable refusal = Amx.Force(AmxGate.Closed("a test refuses them"));
        var shape = new ConvolutionShape(6, 6, 32, 32, 3, 3, 1, Padding.None);
        var (input, weights, bias) = Operands(shape, 1);

        Assert.False(Amx.IsAvailable);
        var exception = Assert.Throws<InvalidOperationException>(() => Forward(shape, input, weights, bias, Activation.None, workers));
        Assert.Equal("AMX tile instructions are not used: a test refuses them.", exception.Message);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var shape = new ConvolutionShape(6, 6, 32, 32, 3, 3, 1, Padding.None);
        var (input, weights, bias) = Operands(shape, 1);
        using var packed = new Bfloat16Weights(shape);
        Tensor output = Tensors.Zeros(new Shape(1, 4, 4, 32));

        Assert.Throws<ArgumentException>(() => packed.Pack(bias, workers));
        Assert.Throws<ArgumentException>(() => Bfloat16Convolution.Forward(output, packed, bias, Activation.None, output, workers));
        Assert.Throws<ArgumentException>(() => Bfloat16Convolution.Forward(input, packed, weights, Activation.None, output, workers));
        Assert.Throws<ArgumentException>(() => Bfloat16Convolution.ForwardPooled(input, packed, bias, Activation.None, output, workers));
    }

    private static Tensor Forward(ConvolutionShape shape, Tensor input, Tensor weights, Tensor bias, Activation activation, Workers workers)
    {
        using var packed = new Bfloat16Weights(shape);
        packed.Pack(weights, workers);
        Tensor output = Tensors.Normal(new Shape(input.Shape.Batch, shape.OutputHeight, shape.OutputWidth, shape.Filters), 8);
        Bfloat16Convolution.Forward(input, packed, bias, activation, output, workers);
        return output;
    }

    private static (Tensor Input, Tensor Weights, Tensor Bias) Operands(ConvolutionShape shape, int batch) => (
        Tensors.Normal(new Shape(batch, shape.Height, shape.Width, shape.Channels), 1),
        Tensors.Normal(new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Filters), 2),
        Tensors.Normal(new Shape(shape.Filters), 3));

    private static Tensor Rounded(Tensor tensor)
    {
        Tensor rounded = Tensors.Zeros(tensor.Shape);
        for (int index = 0; index < tensor.Values.Length; index++)
        {
            rounded.Values[index] = Rounding.Widen(Rounding.Round(tensor.Values[index]));
        }

        return rounded;
    }
}
