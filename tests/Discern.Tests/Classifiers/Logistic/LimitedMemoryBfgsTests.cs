using Discern.Classifiers.Logistic;

namespace Discern.Tests.Classifiers.Logistic;

public sealed class LimitedMemoryBfgsTests
{
    [Fact]
    public void RosenbrocksValleyEndsAtItsMinimum()
    {
        double[] point = [-1.2, 1, -1.2, 1];
        Minimum minimum = LimitedMemoryBfgs.Minimize(new Rosenbrock(), point, new LimitedMemoryBfgsOptions(1e-9, 500), CancellationToken.None);
        Assert.True(minimum.IsConverged);
        Assert.InRange(minimum.Iterations, 5, 120);
        Assert.All(point, value => Assert.Equal(1, value, 1e-7));
    }

    [Fact]
    public void AnUnboundedFunctionEndsWithoutConvergence()
    {
        double[] point = [0];
        Minimum minimum = LimitedMemoryBfgs.Minimize(new Slope(), point, new LimitedMemoryBfgsOptions(1e-9, 500), CancellationToken.None);
        Assert.False(minimum.IsConverged);
        Assert.Equal(1, minimum.GradientNorm);
    }

    [Fact]
    public void ItStopsWhenAsked() =>
        Assert.Throws<OperationCanceledException>(() =>
            LimitedMemoryBfgs.Minimize(new Rosenbrock(), [-1.2, 1, -1.2, 1], new LimitedMemoryBfgsOptions(1e-9, 500), new CancellationToken(canceled: true)));

    private sealed class Rosenbrock : IObjective
    {
        public int Count => 4;

        public double Evaluate(double[] point, double[] gradient)
        {
            double value = 0;
            for (int pair = 0; pair < 4; pair += 2)
            {
                double across = point[pair + 1] - (point[pair] * point[pair]);
                value += (100 * across * across) + ((1 - point[pair]) * (1 - point[pair]));
                gradient[pair] = (-400 * across * point[pair]) - (2 * (1 - point[pair]));
                gradient[pair + 1] = 200 * across;
            }

            return value;
        }
    }

    private sealed class Slope : IObjective
    {
        public int Count => 1;

        public double Evaluate(double[] point, double[] gradient)
        {
            gradient[0] = 1;
            return point[0];
        }
    }
}
