using Discern.Serving;

namespace Discern.Tests.Serving;

public sealed class HistogramTests
{
    [Fact]
    public void AValueOnABoundBelongsToItsStepAndWhatIsAboveAllHasItsOwn()
    {
        var histogram = new Histogram(1, 2, 4);
        foreach (double value in new[] { 0.5, 1, 1.5, 4, 5, 100 })
        {
            histogram.Observe(value);
        }

        HistogramCounts counts = histogram.Read();
        Assert.Equal([2, 1, 1, 2], counts.Counts);
        Assert.Equal((6, 112), (counts.Count, counts.Sum));
    }

    [Fact]
    public void NoValueIsLostAmongThreads()
    {
        var histogram = new Histogram(10);
        Parallel.For(0, 10_000, value => histogram.Observe(value % 20));
        Assert.Equal([5500, 4500], histogram.Read().Counts);
    }
}
