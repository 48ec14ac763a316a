using Discern.Compute.Normalization;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Normalization;

/// <summary>The gradients are compared with finite differences by the contract test of the operations.</summary>
public sealed class BatchStatisticsTests : IDisposable
{
    private readonly Workers workers = new(2);

    public static TheoryData<VectorWidth, int> Cases => VectorWidths.With(1, 3, 17, 33);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mean_far_from_0_costs_no_precision(VectorWidth width, int channels)
    {
        using IDisposable path = VectorPath.Force(width);
        const int rows = 10_007;
        Tensor input = Tensors.Normal(new Shape(rows, channels), 1);
        foreach (ref float value in input.Values)
        {
            value += 1000f;
        }

        Tensor mean = Tensors.Zeros(new Shape(channels));
        Tensor variance = Tensors.Zeros(new Shape(channels));
        Tensor workspace = Tensors.Zeros(new Shape((int)BatchStatistics.WorkspaceCount(channels)));
        BatchStatistics.Measure(input, mean, variance, workspace, workers);
        for (int channel = 0; channel < channels; channel++)
        {
            double[] column = [.. Enumerable.Range(0, rows).Select(row => (double)input.Values[(row * channels) + channel])];
            double expected = column.Average();
            Assert.Equal(expected, mean.Values[channel], 0.01);
            Assert.Equal(column.Average(value => (value - expected) * (value - expected)), variance.Values[channel], 1e-3);
        }
    }

    [Fact]
    public void One_thread_and_two_give_the_same_bits()
    {
        using var alone = new Workers(1);
        Tensor input = Tensors.Normal(new Shape(5003, 19), 1);
        float[] one = Variance(input, alone);

        Assert.Equal(one, Variance(input, workers));
    }

    public void Dispose() => workers.Dispose();

    private static float[] Variance(Tensor input, Workers workers)
    {
        int channels = input.Shape.Channels;
        Tensor variance = Tensors.Zeros(new Shape(channels));
        Tensor workspace = Tensors.Zeros(new Shape((int)BatchStatistics.WorkspaceCount(channels)));
        BatchStatistics.Measure(input, Tensors.Zeros(new Shape(channels)), variance, workspace, workers);
        return variance.Values.ToArray();
    }
}
