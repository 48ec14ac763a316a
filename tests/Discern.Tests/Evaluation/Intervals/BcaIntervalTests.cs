using Discern.Evaluation;
using Discern.Evaluation.Intervals;

namespace Discern.Tests.Evaluation.Intervals;

public sealed class BcaIntervalTests
{
    /// <summary>
    /// The spatial test of 26 children: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), table 14.1. Their variance is
    /// 171.5 with acceleration 0.061; scipy 1.10.1's 95 % BCa interval of 50,000 draws is [106.04, 278.72].
    /// </summary>
    [Fact]
    public void The_spatial_test_of_Efron_and_Tibshirani()
    {
        Variance variance = new([48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41]);

        Estimate estimate = new Bootstrap(new SamplingUnits([.. Enumerable.Repeat(new Prediction("", 0, 0, []), 26)]), new EvaluationOptions { Draws = 50_000 }).Estimate(variance)[0][0];

        Assert.Equal(0.061, Jackknife.Acceleration(estimate.Value, variance.WithoutEach()), 0.0005);
        Assert.Equal(171.534, estimate.Value, 0.001);
        Assert.Equal(106.04, estimate.Low, 1.0);
        Assert.Equal(278.72, estimate.High, 2.0);
    }

    [Fact]
    public void Draws_on_which_the_metric_is_undefined_are_left_out()
    {
        Estimate with = BcaInterval.Of(0.5, [0.2, double.NaN, 0.4, 0.5, double.NaN, 0.6, 0.9], 0, MetricRange.Share(10));
        Estimate without = BcaInterval.Of(0.5, [0.2, 0.4, 0.5, 0.6, 0.9], 0, MetricRange.Share(10));
        Assert.Equal(without, with);
    }

    [Fact]
    public void An_undefined_value_may_be_anything() =>
        Assert.Equal(new Estimate(0, 0, 1), BcaInterval.Of(double.NaN, [double.NaN, double.NaN], 0, MetricRange.Share(0)));

    [Fact]
    public void A_value_beyond_all_draws_stays_in_its_interval()
    {
        Estimate estimate = BcaInterval.Of(0.9, [0.1, 0.2, 0.3, 0.4], 0.2, MetricRange.Share(10));
        Assert.Equal(0.9, estimate.High);
        Assert.InRange(estimate.Low, 0.1, 0.4);
    }

    [Theory]
    [InlineData(0, 0, 0.3085)] // the rule of Clopper and Pearson for 0 of 10
    [InlineData(1, 0.6915, 1)]
    [InlineData(0.5, 0.5, 0.5)]
    public void Draws_that_all_agree_leave_the_doubt_of_a_finite_count(double value, double low, double high)
    {
        Estimate estimate = BcaInterval.Of(value, [value, value, value], 0, MetricRange.Share(10));
        Assert.Equal(low, estimate.Low, 1e-4);
        Assert.Equal(high, estimate.High, 1e-4);
    }

    private sealed class Variance(double[] numbers) : MetricFamily
    {
        public override IReadOnlyList<MetricRange> Ranges { get; } = [new MetricRange(0, double.PositiveInfinity, numbers.Length)];

        public override void Measure(ReadOnlySpan<int> times, Span<double> values)
        {
            double[] repeated = [.. times.ToArray().SelectMany((count, row) => Enumerable.Repeat(numbers[row], count))];
            values[0] = Of(repeated);
        }

        public double[] WithoutEach() => [.. numbers.Select((_, left) => Of([.. numbers.Where((_, row) => row != left)]))];

        private static double Of(double[] sample)
        {
            double mean = sample.Average();
            return sample.Average(number => (number - mean) * (number - mean));
        }
    }
}
