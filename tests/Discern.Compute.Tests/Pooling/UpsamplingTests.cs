using Discern.Compute.Pooling;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Pooling;

public sealed class UpsamplingTests : IDisposable
{
    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, int, int> Cases
    {
        get
        {
            var data = new TheoryData<VectorWidth, int, int>();
            foreach (VectorWidth width in VectorWidths.Available)
            {
                data.Add(width, 2, 1);
                data.Add(width, 2, 17);
                data.Add(width, 3, 33);
                data.Add(width, 1, 16);
            }

            return data;
        }
    }

    public void Dispose() => workers.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Places_are_repeated_and_gradients_added_up(VectorWidth width, int factor, int channels)
    {
        using IDisposable path = VectorPath.Force(width);
        var small = new Shape(3, 4, 5, channels);
        var large = new Shape(3, 4 * factor, 5 * factor, channels);
        Tensor input = Tensors.Normal(small, 1);
        Tensor gradient = Tensors.Normal(large, 2);
        Tensor output = Tensors.Normal(large, 3);
        Tensor inputGradient = Tensors.Normal(small, 4);
        Tensor expected = Tensors.Zeros(large);
        Tensor expectedGradient = Tensors.Zeros(small);
        for (int index = 0; index < expected.Values.Length; index++)
        {
            (int place, int channel) = Math.DivRem(index, channels);
            (int row, int column) = (place / large.Width % large.Height, place % large.Width);
            int picture = place / (large.Width * large.Height);
            int from = ((((picture * 4) + (row / factor)) * 5) + (column / factor)) * channels;
            expected.Values[index] = input.Values[from + channel];
            expectedGradient.Values[from + channel] += gradient.Values[index];
        }

        Upsampling.Forward(input, factor, output, workers);
        Upsampling.Backward(gradient, factor, inputGradient, workers);

        Tensors.AssertClose(expected, output, 0);
        Tensors.AssertClose(expectedGradient, inputGradient);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Tensor small = Tensors.Zeros(new Shape(1, 2, 2, 3));

        Assert.Throws<ArgumentException>(() => Upsampling.Forward(small, 2, Tensors.Zeros(new Shape(1, 4, 3, 3)), workers));
        Assert.Throws<ArgumentException>(() => Upsampling.Forward(small, 2, Tensors.Zeros(new Shape(1, 2, 8, 3)), workers));
        Assert.Throws<ArgumentOutOfRangeException>(() => Upsampling.Forward(small, 0, small, workers));
    }
}
