using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class WordingTests
{
    [Fact]
    public void Numbers_read_as_a_reader_expects()
    {
        Assert.Equal("91.3\u202F%", Wording.Percent(0.9132));
        Assert.Equal("89.2–93.1\u202F%", Wording.PercentInterval(new Measure(0.9, 0.892, 0.931)));
        Assert.Equal("0.892–0.931", Wording.ScoreInterval(new Measure(0.9, 0.892, 0.931)));
        Assert.Equal("-0.100 to 0.300", Wording.ScoreInterval(new Measure(0.1, -0.1, 0.3)));
        Assert.Equal("1 picture", Wording.Pictures(1));
        Assert.Equal("1,615,905 pictures", Wording.Pictures(1_615_905));
    }

    [Fact]
    public void What_is_not_defined_is_a_dash()
    {
        Assert.Equal("–", Wording.Percent(double.NaN));
        Assert.Equal("–", Wording.Score(double.NaN));
        Assert.Equal("–", Wording.Ratio(double.PositiveInfinity));
        Assert.Equal("0", Wording.Css(double.NaN));
    }
}
