using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class GainAndPriceTests
{
    [Theory]
    [InlineData(55, 89, 16, 57, "What was gained: 34 more of its 133 pictures are found (recall 41.4 % → 66.9 %). What was paid: 41 more false alarms (precision 77.5 % → 61.0 %).")]
    [InlineData(55, 54, 16, 15, "What was gained: 1 fewer false alarm (precision 77.5 % → 78.3 %). What was paid: 1 fewer of its 133 pictures is found (recall 41.4 % → 40.6 %).")]
    [InlineData(55, 89, 16, 10, "What was gained: 34 more of its 133 pictures are found (recall 41.4 % → 66.9 %), and 6 fewer false alarms (precision 77.5 % → 89.9 %). Nothing was paid for it in this class.")]
    [InlineData(55, 55, 16, 20, "Nothing was gained. What was paid: 4 more false alarms (precision 77.5 % → 73.3 %).")]
    [InlineData(55, 55, 16, 16, "Nothing was gained and nothing was paid: as many of its pictures are found as before, with as many false alarms.")]
    public void It_says_both_sides(long foundBefore, long foundAfter, long alarmsBefore, long alarmsAfter, string expected)
    {
        const long Count = 133;
        var change = new ClassChange(
            "hotdog",
            Count,
            new MeasureChange(Share(foundBefore, Count), Share(foundAfter, Count)),
            new MeasureChange(Share(foundBefore, foundBefore + alarmsBefore), Share(foundAfter, foundAfter + alarmsAfter)),
            new MeasureChange(Measure.NotDefined, Measure.NotDefined),
            new CountChange(foundBefore, foundAfter),
            new CountChange(alarmsBefore, alarmsAfter));

        Assert.Equal(expected, GainAndPrice.Of(change).ToString().Replace('\u202F', ' '));
    }

    private static Measure Share(long part, long all) => new((double)part / all, double.NaN, double.NaN);
}
