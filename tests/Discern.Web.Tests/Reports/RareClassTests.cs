using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class RareClassTests
{
    [Fact]
    public void The_smallest_class_is_the_rare_one_and_its_price_is_counted()
    {
        var rare = RareClass.Of(SampleReport.Split("test", [[80, 7], [4, 9]], ["nothotdog", "hotdog"]))!;

        Assert.Equal("hotdog", rare.Class.Name);
        Assert.True(rare.IsRare);
        Assert.Equal((9, 4, 7), (rare.Found, rare.Missed, rare.FalseAlarms));
    }

    [Fact]
    public void Where_none_is_rare_the_class_found_least_is_chosen()
    {
        var weakest = RareClass.Of(SampleReport.Split("test", [[50, 2], [20, 38]], ["cat", "dog"]))!;

        Assert.Equal("dog", weakest.Class.Name);
        Assert.False(weakest.IsRare);
    }

    [Fact]
    public void A_single_class_has_no_rare_one() =>
        Assert.Null(RareClass.Of(SampleReport.Split("test", [[50, 2], [0, 0]], ["cat", "dog"])));
}
