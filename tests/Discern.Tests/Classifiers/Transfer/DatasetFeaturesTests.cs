using Discern.Classifiers.Transfer;

namespace Discern.Tests.Classifiers.Transfer;

public sealed class DatasetFeaturesTests
{
    [Fact]
    public void MoreFeaturesThanThereIsMemoryForAreRefusedWithBothFigures()
    {
        DatasetFeatures.RequireMemory(rows: 1000, columns: 4416, budget: 17_664_000);
        string message = Assert.Throws<DiscernException>(() => DatasetFeatures.RequireMemory(rows: 1_000_000, columns: 4416, budget: 4_000_000_000)).Message;
        Assert.Contains("1,000,000 views of pictures, 4,416 numbers each, take 17.7 GB", message, StringComparison.Ordinal);
        Assert.Contains("room for 226,449 of them", message, StringComparison.Ordinal);
    }
}
