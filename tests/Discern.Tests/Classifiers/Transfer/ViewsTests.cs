using Discern.Classifiers.Transfer;
using Discern.Datasets;
using Discern.Imaging;

namespace Discern.Tests.Classifiers.Transfer;

public sealed class ViewsTests
{
    private static readonly Views Both = new() { HasFlips = true, Draws = 2, Seed = 5 };

    [Fact]
    public void ThePictureComesFirstThenItsMirrorImageThenDrawnVariantsOfTrainingPictures()
    {
        Assert.Equal([4, 2, 2], new[] { Split.Train, Split.Validation, Split.Test }.Select(Both.Of));
        Assert.Null(Both.Transform(3, 0));
        Assert.Equal(Transform.Identity with { IsFlippedHorizontally = true }, Both.Transform(3, 1));
        Assert.NotEqual(Both.Transform(3, 2), Both.Transform(3, 3));
        Assert.NotEqual(Both.Transform(3, 2), Both.Transform(4, 2));
        Assert.Equal(Both.Transform(3, 2), (Both with { HasFlips = true }).Transform(3, 2));
        Assert.Equal(Both.Transform(3, 2), (Both with { HasFlips = false }).Transform(3, 1)); // flips leave the draws as they are
        Assert.Equal(1, Views.Plain.Of(Split.Train));
    }

    [Fact]
    public void AnAnswerIsTheMeanOfThePictureAndItsMirrorImage()
    {
        float[] ofViews = [0.2f, 0.8f, 0.4f, 0.6f, 9, 9, 9, 9, 1, 0, 0.5f, 0.5f, 9, 9, 9, 9];
        Assert.Equal([0.3f, 0.7f, 0.75f, 0.25f], Both.Average(ofViews, classes: 2, views: 4), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal([0.2f, 0.8f], Views.Plain.Average([0.2f, 0.8f], classes: 2, views: 1));
        Assert.Equal([0.2f, 0.8f], (Views.Plain with { Draws = 1 }).Average([0.2f, 0.8f, 9, 9], classes: 2, views: 2));
    }
}
