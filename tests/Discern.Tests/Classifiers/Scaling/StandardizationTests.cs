using Discern.Classifiers.Scaling;
using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Tests.Classifiers.Logistic;

namespace Discern.Tests.Classifiers.Scaling;

public sealed class StandardizationTests
{
    [Fact]
    public void TrainingRowsComeOutWithMeanZeroAndDeviationOne()
    {
        using var tables = new Tables();
        float[][] rows = Tables.CloudRows(101, 130, 3, 2, 8);
        int[] training = [.. Enumerable.Range(0, 101).Where(row => row % 4 != 0)];
        Standardization scaling = Standardization.Fit(tables.Of(rows), training, null, Workers.Shared);
        float[] scaled = new float[130];
        double[] sums = new double[130];
        double[] squares = new double[130];
        foreach (int row in training)
        {
            scaling.Apply(rows[row], scaled);
            for (int column = 0; column < 130; column++)
            {
                sums[column] += scaled[column];
                squares[column] += (double)scaled[column] * scaled[column];
            }
        }

        Assert.All(sums, sum => Assert.Equal(0, sum / training.Length, 1e-6));
        Assert.All(squares, square => Assert.Equal(1, square / training.Length, 1e-5));
        Assert.Empty(scaling.Remarks);
    }

    [Fact]
    public void AConstantFeatureKeepsItsScaleAndIsNamed()
    {
        using var tables = new Tables();
        Tensor table = tables.Of([[1, 0.1f, 5], [2, 0.1f, 5], [4, 0.1f, 6]]);
        Standardization scaling = Standardization.Fit(table, [0, 1], null, Workers.Shared);
        Assert.Equal([1, 2], scaling.ConstantFeatures);
        Assert.Equal([0.5f, 1, 1], scaling.Scales.ToArray());
        Assert.EndsWith("1, 2.", Assert.Single(scaling.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersThatCannotScaleAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Standardization([0, 0], [1]));
        Assert.Throws<ArgumentException>(() => new Standardization([0], [0]));
        Assert.Throws<ArgumentException>(() => new Standardization([float.NaN], [1]));
    }
}
