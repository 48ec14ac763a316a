using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Neural.Training.Distributed;

namespace Discern.Neural.Tests.Training.Distributed;

public sealed class PartedSumTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 1000)]
    [InlineData(3, 1001)]
    [InlineData(4, 7)]
    [InlineData(4, 3)]
    public void Buckets_that_go_out_early_give_the_sum_in_the_order_of_the_tree(int size, int length)
    {
        float[][] vectors = [.. Enumerable.Range(0, size).Select(rank => Tensors.Normal(new Shape(length), (ulong)rank + 1).Values.ToArray())];
        float[] expected = TreeSum(vectors);
        Tensor[] targets = [.. vectors.Select(_ => Tensors.Zeros(new Shape(length)))];
        var sums = new float[size][];
        InProcessGroup.Run(size, communicator =>
        {
            using var workers = new Workers(1);
            Tensor values = targets[communicator.Rank];
            using var sum = new PartedSum(values, parts: 1, communicator, workers, bucket: 64);
            for (int round = 0; round < 3; round++)
            {
                vectors[communicator.Rank].CopyTo(values.Values);
                sum.BeginLast(kept: 0);
                sum.OnFinal(length * 2 / 3);
                sum.OnFinal(length / 3);
                sum.Complete();
            }

            sums[communicator.Rank] = values.Values.ToArray();
        });

        Assert.All(sums, sum => Assert.Equal(expected, sum));
    }

    [Fact]
    public void Gathered_bytes_come_in_the_order_of_the_ranks()
    {
        InProcessGroup.Run(3, communicator =>
        {
            for (byte round = 0; round < 100; round++)
            {
                var all = new byte[3];
                communicator.AllGather([(byte)(round + communicator.Rank)], all);
                Assert.Equal([round, (byte)(round + 1), (byte)(round + 2)], all);
            }
        });
    }

    [Fact]
    public void A_rank_that_fails_ends_the_waiting_of_the_others()
    {
        var failure = Assert.Throws<InvalidDataException>(() => InProcessGroup.Run(3, communicator =>
        {
            if (communicator.Rank == 1)
            {
                throw new InvalidDataException("of rank 1");
            }

            communicator.AllGather([1], new byte[3]);
        }));

        Assert.Equal("of rank 1", failure.Message);
    }

    private static float[] TreeSum(ReadOnlySpan<float[]> vectors)
    {
        if (vectors.Length == 1)
        {
            return vectors[0];
        }

        int middle = vectors.Length / 2;
        return [.. TreeSum(vectors[..middle]).Zip(TreeSum(vectors[middle..]), (left, right) => left + right)];
    }
}
