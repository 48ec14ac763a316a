using Discern.Compute.Elementwise;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Elementwise;

public sealed class ElementwiseTests : IDisposable
{
    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, int> Cases => VectorWidths.With(1, 3, 17, 33, 300);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sums_scales_and_copies_agree_with_the_definition(VectorWidth width, int channels)
    {
        using IDisposable path = VectorPath.Force(width);
        const int rows = 211;
        var shape = new Shape(rows, channels);
        Tensor left = Tensors.Normal(shape, 1);
        Tensor right = Tensors.Normal(shape, 2);
        Tensor scale = Tensors.Normal(new Shape(channels), 3);
        Tensor shift = Tensors.Normal(new Shape(channels), 4);
        Tensor total = Tensors.Zeros(shape);
        Tensor affine = Tensors.Zeros(shape);
        Tensor columns = Tensors.Zeros(new Shape(channels));
        Tensor joined = Tensors.Zeros(new Shape(rows, channels + 3));
        joined.Values.Fill(9f);
        Addition.Run(left, right, total, workers);
        ChannelAffine.Run(left, scale, shift, affine, workers);
        ColumnSums.Run(left, columns, Tensors.Zeros(new Shape((int)ColumnSums.WorkspaceCount(channels))), workers);
        ChannelCopy.Run(left, 0, joined, 2, channels, workers);
        var sums = new double[channels];
        for (int index = 0; index < left.Values.Length; index++)
        {
            (int row, int channel) = (index / channels, index % channels);
            Assert.Equal(left.Values[index] + right.Values[index], total.Values[index]);
            Assert.Equal((left.Values[index] * scale.Values[channel]) + shift.Values[channel], affine.Values[index], 1e-5f);
            Assert.Equal(left.Values[index], joined.Values[(row * (channels + 3)) + 2 + channel]);
            sums[channel] += left.Values[index];
        }

        for (int channel = 0; channel < channels; channel++)
        {
            Assert.Equal(sums[channel], columns.Values[channel], 1e-4);
        }

        for (int row = 0; row < rows; row++)
        {
            Span<float> line = joined.Values.Slice(row * (channels + 3), channels + 3);
            Assert.True(line[0] == 9f && line[1] == 9f && line[^1] == 9f);
        }
    }

    [Fact]
    public void Dropout_leaves_out_its_share_and_keeps_the_mean()
    {
        const int count = 200_001;
        Tensor input = Tensors.Zeros(new Shape(count));
        input.Values.Fill(1f);
        Tensor output = Tensors.Zeros(input.Shape);
        var mask = new byte[count];
        RandomDrop.Forward(input, output, mask, 0.3f, new RandomDraw(Seed: 1, Stream: 2), workers);
        int kept = mask.Count(each => each == 1);

        Assert.InRange(kept / (double)count, 0.695, 0.705);
        for (int index = 0; index < count; index++)
        {
            Assert.Equal(mask[index] == 1 ? 1f / 0.7f : 0f, output.Values[index], 1e-6f);
        }
    }

    [Fact]
    public void Dropout_draws_the_same_for_any_number_of_threads_and_differs_by_stream()
    {
        using var alone = new Workers(1);

        Assert.Equal(Mask(alone, 7), Mask(workers, 7));
        Assert.NotEqual(Mask(workers, 7), Mask(workers, 8));
    }

    [Fact]
    public void Dropouts_gradient_passes_where_values_did()
    {
        Tensor gradient = Tensors.Normal(new Shape(5), 1);
        Tensor slope = Tensors.Zeros(gradient.Shape);
        RandomDrop.Backward([1, 0, 1, 1, 0], 0.5f, gradient, slope, workers);

        Assert.Equal(
            [2 * gradient.Values[0], 0, 2 * gradient.Values[2], 2 * gradient.Values[3], 0],
            slope.Values.ToArray());
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused()
    {
        Tensor small = Tensors.Zeros(new Shape(3));
        Tensor large = Tensors.Zeros(new Shape(4));

        Assert.Throws<ArgumentException>(() => Addition.Run(small, large, large, workers));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChannelCopy.Run(large, 0, small, 0, 4, workers));
        Assert.Throws<ArgumentException>(() => RandomDrop.Forward(large, large, new byte[3], 0.5f, new RandomDraw(1, 1), workers));
    }

    public void Dispose() => workers.Dispose();

    private static byte[] Mask(Workers workers, ulong stream)
    {
        Tensor values = Tensors.Zeros(new Shape(50_003));
        var mask = new byte[50_003];
        RandomDrop.Forward(values, values, mask, 0.5f, new RandomDraw(Seed: 1, stream), workers);
        return mask;
    }
}
