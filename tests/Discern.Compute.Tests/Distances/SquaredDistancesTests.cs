using Discern.Compute.Distances;
using Discern.Compute.Tests.Vectors;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Distances;

public sealed class SquaredDistancesTests
{
    [Theory]
    [MemberData(nameof(VectorWidths.Each), MemberType = typeof(VectorWidths))]
    public void Agrees_with_the_definition(VectorWidth width)
    {
        using IDisposable path = VectorPath.Force(width);
        using var workers = new Workers(2);
        Tensor left = Tensors.Normal(new Shape(37, 53), 1);
        Tensor right = Tensors.Normal(new Shape(41, 53), 2);
        left.Values[..53].CopyTo(right.Values);
        Tensor distances = Tensors.Zeros(new Shape(37, 41));
        (Tensor leftNorms, Tensor rightNorms) = (Tensors.Zeros(new Shape(37)), Tensors.Zeros(new Shape(41)));
        SquaredDistances.Norms(left, leftNorms, workers);
        SquaredDistances.Norms(right, rightNorms, workers);
        SquaredDistances.Compute(left, right, distances, leftNorms, rightNorms, workers);
        for (int row = 0; row < 37; row++)
        {
            for (int column = 0; column < 41; column++)
            {
                double expected = 0;
                for (int feature = 0; feature < 53; feature++)
                {
                    expected += Math.Pow((double)left.Values[(row * 53) + feature] - right.Values[(column * 53) + feature], 2);
                }

                float actual = distances.Values[(row * 41) + column];
                Assert.InRange(actual, Math.Max(0, expected - 1e-3), expected + 1e-3);
            }
        }
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Tensor table = Tensors.Zeros(new Shape(3, 2));
        Assert.Throws<ArgumentException>(() => SquaredDistances.Compute(table, table, table, table, table, Workers.Shared));
        Assert.Throws<ArgumentException>(
            () => SquaredDistances.Compute(table, table, Tensors.Zeros(new Shape(3, 3)), Tensors.Zeros(new Shape(2)), table, Workers.Shared));
        Assert.Throws<ArgumentException>(() => SquaredDistances.Norms(table, Tensors.Zeros(new Shape(2)), Workers.Shared));
    }
}
