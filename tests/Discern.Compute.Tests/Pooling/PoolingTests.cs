using Discern.Compute.Convolutions;
using Discern.Compute.Pooling;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Pooling;

public sealed class PoolingTests : IDisposable
{
    private const int Batch = 3;

    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, PoolingShape> Cases
    {
        get
        {
            var data = new TheoryData<VectorWidth, PoolingShape>();
            foreach (VectorWidth width in VectorWidths.Available)
            {
                data.Add(width, new(5, 7, 1, 2, 2, 2, Padding.None));
                data.Add(width, new(5, 7, 17, 3, 3, 2, Padding.Symmetric(1)));
                data.Add(width, new(6, 5, 33, 3, 2, 1, Padding.Same(6, 5, 3, 2, 1)));
                data.Add(width, new(9, 8, 16, 3, 3, 3, new Padding(0, 0, 2, 1)));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Maxima_and_means_agree_with_the_definition(VectorWidth width, PoolingShape shape)
    {
        using IDisposable path = VectorPath.Force(width);
        Tensor input = Tensors.Normal(new Shape(Batch, shape.Height, shape.Width, shape.Channels), 1);
        var outputShape = new Shape(Batch, shape.OutputHeight, shape.OutputWidth, shape.Channels);
        Tensor gradient = Tensors.Normal(outputShape, 2);
        Tensor largest = Tensors.Zeros(outputShape);
        Tensor means = Tensors.Zeros(outputShape);
        Tensor largestSlope = Tensors.Normal(input.Shape, 3);
        Tensor meansSlope = Tensors.Normal(input.Shape, 4);
        var argmax = new byte[outputShape.Count];
        MaxPooling.Forward(shape, input, largest, argmax, workers);
        MaxPooling.Backward(shape, argmax, gradient, largestSlope, workers);
        AveragePooling.Forward(shape, input, means, workers);
        AveragePooling.Backward(shape, gradient, meansSlope, workers);

        (Tensor expectedLargest, Tensor expectedMeans, Tensor expectedLargestSlope, Tensor expectedMeansSlope) = Reference(shape, input, gradient);
        Tensors.AssertClose(expectedLargest, largest, 0);
        Tensors.AssertClose(expectedMeans, means);
        Tensors.AssertClose(expectedLargestSlope, largestSlope);
        Tensors.AssertClose(expectedMeansSlope, meansSlope);

        Tensor inference = Tensors.Zeros(outputShape);
        MaxPooling.Forward(shape, input, inference, [], workers);
        Tensors.AssertClose(expectedLargest, inference, 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pooling_of_whole_pictures_is_pooling_by_one_window(VectorWidth width, PoolingShape shape)
    {
        using IDisposable path = VectorPath.Force(width);
        var whole = shape with { WindowHeight = shape.Height, WindowWidth = shape.Width, Padding = Padding.None };
        Tensor input = Tensors.Normal(new Shape(Batch, shape.Height, shape.Width, shape.Channels), 1);
        Tensor gradient = Tensors.Normal(new Shape(Batch, 1, 1, shape.Channels), 2);
        var expected = Reference(whole, input, gradient);
        Tensor output = Tensors.Zeros(gradient.Shape);
        Tensor places = Tensors.Zeros(gradient.Shape);
        Tensor slope = Tensors.Normal(input.Shape, 3);

        GlobalPooling.AverageForward(input, output, workers);
        GlobalPooling.AverageBackward(gradient, slope, workers);
        Tensors.AssertClose(expected.Means, output);
        Tensors.AssertClose(expected.MeansSlope, slope);
        GlobalPooling.MaxForward(input, output, places, workers);
        GlobalPooling.MaxBackward(places, gradient, slope, workers);
        Tensors.AssertClose(expected.Largest, output, 0);
        Tensors.AssertClose(expected.LargestSlope, slope, 0);
    }

    [Fact]
    public void The_first_of_equals_takes_the_gradient()
    {
        var shape = new PoolingShape(2, 2, 3, 2, 2, 2, Padding.None);
        Tensor input = Tensors.Zeros(new Shape(1, 2, 2, 3));
        Tensor output = Tensors.Zeros(new Shape(1, 1, 1, 3));
        var argmax = new byte[] { 9, 9, 9 };
        MaxPooling.Forward(shape, input, output, argmax, workers);

        Assert.Equal(new byte[3], argmax);
    }

    [Fact]
    public void Tensors_of_other_sizes_are_refused()
    {
        var shape = new PoolingShape(4, 4, 2, 2, 2, 2, Padding.None);
        Tensor input = Tensors.Zeros(new Shape(1, 4, 4, 2));

        Assert.Throws<ArgumentException>(() => AveragePooling.Forward(shape, input, input, workers));
        Assert.Throws<ArgumentException>(() => AveragePooling.Forward(shape, input, default, workers));
    }

    public void Dispose() => workers.Dispose();

    private static (Tensor Largest, Tensor Means, Tensor LargestSlope, Tensor MeansSlope) Reference(
        PoolingShape shape, Tensor input, Tensor gradient)
    {
        Tensor largest = Tensors.Zeros(gradient.Shape);
        Tensor means = Tensors.Zeros(gradient.Shape);
        Tensor largestSlope = Tensors.Zeros(input.Shape);
        Tensor meansSlope = Tensors.Zeros(input.Shape);
        for (int output = 0; output < gradient.Values.Length; output++)
        {
            int channel = output % shape.Channels;
            int column = output / shape.Channels % shape.OutputWidth;
            int row = output / shape.Channels / shape.OutputWidth % shape.OutputHeight;
            int picture = output / shape.Channels / shape.OutputWidth / shape.OutputHeight;
            var cells = new List<int>();
            for (int y = (row * shape.Stride) - shape.Padding.Top; y < (row * shape.Stride) - shape.Padding.Top + shape.WindowHeight; y++)
            {
                for (int x = (column * shape.Stride) - shape.Padding.Left; x < (column * shape.Stride) - shape.Padding.Left + shape.WindowWidth; x++)
                {
                    if (y >= 0 && y < shape.Height && x >= 0 && x < shape.Width)
                    {
                        cells.Add((((((picture * shape.Height) + y) * shape.Width) + x) * shape.Channels) + channel);
                    }
                }
            }

            int best = cells[0];
            double sum = 0;
            foreach (int cell in cells)
            {
                best = input.Values[cell] > input.Values[best] ? cell : best;
                sum += input.Values[cell];
                meansSlope.Values[cell] += gradient.Values[output] / cells.Count;
            }

            largest.Values[output] = input.Values[best];
            means.Values[output] = (float)(sum / cells.Count);
            largestSlope.Values[best] += gradient.Values[output];
        }

        return (largest, means, largestSlope, meansSlope);
    }
}
