using Discern.Compute.Threading;
using Discern.Synthesizing.Judging;

namespace Discern.Tests.Synthesizing.Judging;

public class NearestRealTests
{
    [Fact]
    public void The_nearest_real_picture_is_found_and_copies_are_counted()
    {
        // Features are compared by their roots: 0, 1, 2, … 19 for the real ones.
        using var features = new PictureFeatures(20, 3, 1);
        features.Add(Enumerable.Range(0, 20).Select(root => new[] { (float)root * root }));
        features.Add([[9f], [6.25f], [900f]]);
        using var workers = new Workers(1);

        NearestReal nearest = NearestReal.Of(features, workers, CancellationToken.None);

        Assert.Equal([3, 2, 19], nearest.Places);
        Assert.Equal([0, 0.5, 11], nearest.Distances, (expected, actual) => Math.Abs(expected - actual) < 1e-6);
        Assert.Equal((1.0, 0.5, 1.0, 2), (nearest.RealMedian, nearest.SyntheticMedian, nearest.CopyDistance, nearest.Copies));
    }
}
