using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class SplitResultTests
{
    [Theory]
    [InlineData(0.86, 0.90, LazyComparison.Better)]
    [InlineData(0.80, 0.86, LazyComparison.Undecided)]
    [InlineData(0.70, 0.80, LazyComparison.Worse)]
    [InlineData(double.NaN, double.NaN, LazyComparison.Undecided)]
    public void The_interval_decides_whether_the_lazy_classifier_is_beaten(double low, double high, LazyComparison expected)
    {
        var split = SampleReport.Split("test", [[80, 7], [4, 9]], ["a", "b"]) with
        {
            Accuracy = new Measure(0.85, low, high),
            LazyAccuracy = 0.85,
        };

        Assert.Equal(expected, split.ComparedWithLazy);
    }

    [Fact]
    public void Counts_come_from_the_confusion_matrix()
    {
        var split = SampleReport.Split("test", [[80, 7], [4, 9]], ["a", "b"]);

        Assert.Equal((100, 89, 84, 16), (split.Count, split.Right, split.Answered(0), split.Answered(1)));
    }
}
