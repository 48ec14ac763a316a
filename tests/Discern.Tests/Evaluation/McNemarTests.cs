using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class McNemarTests
{
    // scipy.stats.binomtest(min(b, c), b + c).pvalue, SciPy 1.10.1.
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(1, 9, 0.021484375)]
    [InlineData(9, 1, 0.021484375)]
    [InlineData(0, 6, 0.03125)]
    [InlineData(12, 25, 0.04703)]
    public void Agrees_with_the_binomial_test(int onlyFirst, int onlySecond, double expected)
    {
        Assert.Equal(expected, new McNemar(onlyFirst, onlySecond).PValue, 5);
        Assert.Equal(expected < 0.05, new McNemar(onlyFirst, onlySecond).IsSignificant);
    }

    [Fact]
    public void Stays_finite_for_very_many_pictures() => Assert.InRange(new McNemar(600_000, 602_000).PValue, 0.05, 0.1);

    [Fact]
    public void Counts_the_pictures_that_one_alone_answers_rightly()
    {
        var first = Table(("a", 0, 0), ("b", 0, 1), ("c", 1, 1), ("d", 1, 0));
        var second = Table(("d", 1, 1), ("a", 0, 0), ("b", 0, 0), ("c", 1, 0));
        Assert.Equal(new McNemar(1, 2), McNemar.Of(first, second));
    }

    [Fact]
    public void Compares_only_the_same_pictures()
    {
        var first = Table(("a", 0, 0), ("b", 0, 1));
        Assert.Null(McNemar.Of(first, Table(("a", 0, 0), ("x", 0, 1))));
        Assert.Null(McNemar.Of(first, Table(("a", 0, 0), ("b", 1, 1))));
        Assert.Null(McNemar.Of(first, Table(("a", 0, 0))));
        Assert.Null(McNemar.Of(first, first with { Classes = ["one", "other"] }));
    }

    private static PredictionTable Table(params (string Path, int Label, int Predicted)[] rows) => new(
        ["zero", "one"],
        [.. rows.Select(row => new Prediction(row.Path, row.Label, row.Predicted, row.Predicted == 0 ? [1, 0] : [0, 1]))]);
}
