using Discern.Classifiers.Transfer;
using Discern.Datasets;
using Discern.Features.Backbones;

namespace Discern.Tests.Classifiers.Transfer;

public sealed class FlipsTests
{
    [Theory]
    [InlineData(250, 250, true)]
    [InlineData(251, 250, false)]
    [InlineData(900, 100, true)]
    [InlineData(9_000, 1_001, false)]
    public void FewPicturesOrARareClassAskForFlips(int first, int second, bool expected)
    {
        Example[] examples = [.. Enumerable.Range(0, first + second).Select(index => new Example($"{index}.jpg", index < first ? 0 : 1, Split.Train, Group: null))];
        var dataset = new Dataset("/data", ["a", "b"], examples, [], "");
        Assert.Equal(expected, Flips.Decide(asked: null, dataset, BackboneRegistry.Default));
        Assert.True(Flips.Decide(asked: true, dataset, BackboneRegistry.Default));
        Assert.False(Flips.Decide(asked: false, dataset, BackboneRegistry.Default));

        var own = new FileBackbone("own.tflite", new BackboneOptions());
        Assert.False(Flips.Decide(asked: null, dataset, own));
        Assert.True(Flips.Decide(asked: true, dataset, own));
    }
}
