using Discern.Classifiers.Logistic;
using Discern.Compute.Threading;

namespace Discern.Tests.Classifiers.Logistic;

/// <summary>Logistic regression with focal loss and logit adjustment.</summary>
public sealed class FocalLossTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void With_a_gamma_of_0_it_is_cross_entropy(int classes)
    {
        using var tables = new Tables();
        TrainingTable table = tables.Clouds(120, 6, classes);

        LogisticFit plain = LogisticRegression.Fit(table, new LogisticOptions(), Workers.Shared);
        LogisticFit focal = LogisticRegression.Fit(table, new LogisticOptions { FocalGamma = 0 }, Workers.Shared);

        Assert.Equal(plain.Objective, focal.Objective, 1e-6);
        Assert.All(plain.Model.Coefficients.ToArray().Zip(focal.Model.Coefficients.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void A_larger_gamma_is_less_sure()
    {
        using var tables = new Tables();
        TrainingTable table = tables.Clouds(200, 4, 2, distance: 0.8);

        double[] sureness = [.. new[] { 0.0, 1, 4 }.Select(gamma =>
        {
            LogisticFit fit = LogisticRegression.Fit(table, new LogisticOptions { FocalGamma = gamma }, Workers.Shared);
            Assert.True(fit.IsConverged);
            return fit.Model.Predict(table.Features, Workers.Shared).Chunk(2).Average(row => (double)row.Max());
        })];

        Assert.True(sureness[0] > sureness[1] && sureness[1] > sureness[2], string.Join(", ", sureness));
    }

    // What is added to the scores while learning goes into the intercepts, which nothing holds back: fitting with the offsets and leaving them out after is the same as taking them off.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Logit_adjustment_changes_intercepts_by_the_offsets_and_nothing_else(int classes)
    {
        using var tables = new Tables();
        TrainingTable table = tables.Clouds(150, 5, classes);
        double[] offsets = [.. Enumerable.Range(0, classes).Select(label => Math.Log((label + 1) / 10.0))];

        LogisticModel plain = LogisticRegression.Fit(table, new LogisticOptions(), Workers.Shared).Model;
        LogisticModel adjusted = LogisticRegression.Fit(table, new LogisticOptions { LogitOffsets = offsets }, Workers.Shared).Model;

        Assert.Equal(plain.Coefficients.ToArray(), adjusted.Coefficients.ToArray());
        double[] expected = classes == 2 ? [offsets[1] - offsets[0]] : offsets;
        for (int output = 0; output < expected.Length; output++)
        {
            Assert.Equal(expected[output], plain.Intercepts[output] - adjusted.Intercepts[output], 1e-5);
        }
    }

    [Fact]
    public void A_gamma_or_an_offset_that_cannot_be_is_refused()
    {
        using var tables = new Tables();
        TrainingTable table = tables.Clouds(20, 3, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => LogisticRegression.Fit(table, new LogisticOptions { FocalGamma = -1 }, Workers.Shared));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(table, new LogisticOptions { LogitOffsets = [1] }, Workers.Shared));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(table, new LogisticOptions { LogitOffsets = [1, double.NaN] }, Workers.Shared));
    }
}
