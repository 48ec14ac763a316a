using Discern.Evaluation.Intervals;

namespace Discern.Tests.Evaluation.Intervals;

public sealed class JackknifeTests
{
    [Fact]
    public void Few_rows_are_left_out_one_by_one() =>
        Assert.Equal([0, 1, 2], Jackknife.Parts(3, seed: 1).Select(part => Assert.Single(part)));

    [Fact]
    public void Many_rows_are_left_out_in_parts_that_hold_each_row_once()
    {
        int[][] parts = Jackknife.Parts(1234, seed: 1);

        Assert.Equal(250, parts.Length);
        Assert.Equal(Enumerable.Range(0, 1234), parts.SelectMany(part => part).Order());
        Assert.All(parts, part => Assert.InRange(part.Length, 4, 5));
    }

    /// <summary>For the mean of 0, 0, 0, 1: leaving one out gives 1/3 thrice and 0 once; d = -1/12 thrice and 1/4 once.</summary>
    [Fact]
    public void Acceleration_by_hand() =>
        Assert.Equal(
            ((3 * Math.Pow(-1 / 12.0, 3)) + Math.Pow(1 / 4.0, 3)) / (6 * Math.Pow((3 / 144.0) + (1 / 16.0), 1.5)),
            Jackknife.Acceleration(0.25, [1 / 3.0, 1 / 3.0, 1 / 3.0, 0]),
            1e-12);

    [Fact]
    public void Parts_without_a_meaning_are_passed_over() =>
        Assert.Equal(Jackknife.Acceleration(0.5, [0.4, 0.6, 0.9]), Jackknife.Acceleration(0.5, [0.4, double.NaN, 0.6, 0.9]));
}
