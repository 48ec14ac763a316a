using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class McNemarTestTests
{
    // Python's integers: float(min(1, 2 * Fraction(sum(math.comb(b + c, k) for k in range(min(b, c) + 1)), 2 ** (b + c)))).
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(6, 0, 0.03125)]
    [InlineData(1, 7, 0.0703125)]
    [InlineData(3, 15, 0.007537841796875)]
    [InlineData(150, 86, 3.715936139571442e-05)]
    [InlineData(5000, 5200, 0.04878796312682245)]
    public void The_probability_is_the_binomial_one(int onlyFirst, int onlySecond, double expected)
    {
        double actual = new McNemarTest(onlyFirst, onlySecond).PValue;

        Assert.Equal(1, actual / expected, 1e-9);
    }

    [Fact]
    public void Five_to_none_may_be_chance_and_six_to_none_is_more()
    {
        Assert.False(new McNemarTest(0, 5).IsMoreThanChance);
        Assert.True(new McNemarTest(0, 6).IsMoreThanChance);
    }

    [Fact]
    public void Only_pictures_that_one_of_the_two_answers_rightly_count_whatever_the_order()
    {
        // By picture: both right, only the first, only the second twice, both wrong.
        var first = TestTable.Of(2, (0, 0), (0, 0), (0, 1), (1, 0), (1, 0));
        var second = TestTable.Of(2, (0, 0), (0, 1), (0, 0), (1, 1), (1, 0));
        var shuffled = second with { Rows = [.. second.Rows.Reverse()] };

        Assert.Equal(new McNemarTest(1, 2), McNemarTest.Of(first, shuffled));
        Assert.Equal(new McNemarTest(1, 1), McNemarTest.Of(first, shuffled, label: 0));
        Assert.Equal(new McNemarTest(0, 1), McNemarTest.Of(first, shuffled, label: 1));
    }

    [Fact]
    public void Tables_over_other_pictures_labels_or_classes_are_refused()
    {
        var table = TestTable.Of(2, (0, 0), (1, 1));
        PredictionTable[] others =
        [
            table with { Rows = [table.Rows[0]] },
            table with { Rows = [table.Rows[0], table.Rows[0]] },
            table with { Rows = [table.Rows[0], table.Rows[1] with { Path = "other.png" }] },
            table with { Rows = [table.Rows[0], table.Rows[1] with { Label = 0 }] },
            table with { Classes = ["class 0", "another"] },
        ];

        Assert.All(others, other => Assert.Throws<ArgumentException>(() => McNemarTest.Of(table, other)));
    }
}
