using Discern.Classifiers.Logistic;
using Discern.Classifiers.Scaling;
using Discern.Compute.Random;
using Discern.Compute.Threading;

namespace Discern.Tests.Classifiers.Logistic;

public sealed class LogisticLossTests
{
    [Theory]
    [InlineData(2, 21, 3, null)]
    [InlineData(2, 300, 17, null)]
    [InlineData(3, 21, 8, null)]
    [InlineData(7, 300, 17, null)]
    [InlineData(2, 21, 3, 2.0)]
    [InlineData(2, 300, 17, 0.5)]
    [InlineData(3, 21, 8, 2.0)]
    [InlineData(7, 300, 17, 0.5)]
    [InlineData(3, 21, 8, 0.0)]
    public void TheGradientIsThatOfFiniteDifferences(int classes, int rows, int columns, double? gamma)
    {
        using var tables = new Tables();
        TrainingTable table = tables.Clouds(rows, columns, classes);
        using Design design = Design.Of(table.Features, [.. Enumerable.Range(0, rows)], Standardization.None(columns), Workers.Shared);
        double[] weights = [.. Enumerable.Range(0, rows).Select(row => (1 + (row % 3)) / (2.0 * rows))];
        var loss = new LogisticLoss(design, [.. table.Labels], weights, classes, gamma, Workers.Shared) { Penalty = 0.3 };
        var random = new Philox(4, 4);
        double[] point = new double[loss.Count];
        for (int index = 0; index < point.Length; index++)
        {
            point[index] = index % design.Stride <= columns ? random.NextNormal() : 0;
        }

        double[] gradient = new double[loss.Count];
        double[] unused = new double[loss.Count];
        loss.Evaluate(point, gradient);
        const double Step = 1e-5;
        for (int index = 0; index < point.Length; index++)
        {
            double here = point[index];
            point[index] = here + Step;
            double above = loss.Evaluate(point, unused);
            point[index] = here - Step;
            double below = loss.Evaluate(point, unused);
            point[index] = here;
            Assert.Equal((above - below) / (2 * Step), gradient[index], 1e-7);
        }
    }
}
