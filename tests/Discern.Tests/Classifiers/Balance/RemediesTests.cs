using Discern.Balancing;
using Discern.Classifiers;
using Discern.Classifiers.Balance;
using Discern.Neural.Training;

namespace Discern.Tests.Classifiers.Balance;

public sealed class RemediesTests
{
    [Fact]
    public void The_name_says_all_that_was_done()
    {
        Assert.Equal("none", new Remedies { Sampler = new NoSampling() }.Name(ClassWeights.None));
        Assert.Equal("smote", new Remedies { Sampler = new Smote() }.Name(ClassWeights.None));
        Assert.Equal("class-weights + focal + logit-adjustment", new Remedies { FocalGamma = 2, LogitAdjustment = 1 }.Name(ClassWeights.Balanced));
    }

    [Fact]
    public void Logits_are_adjusted_by_the_shares_of_the_classes()
    {
        TrainingOptions options = new Remedies { LogitAdjustment = 2 }.Apply(new TrainingOptions(), [90, 10]);
        Assert.Equal([2 * MathF.Log(0.9f), 2 * MathF.Log(0.1f)], options.LogitOffsets!, (expected, actual) => Math.Abs(expected - actual) < 1e-6);
        Assert.Null(new Remedies().Apply(new TrainingOptions(), [90, 10]).LogitOffsets);
    }

    [Fact]
    public void What_does_the_same_twice_or_cannot_be_done_is_refused()
    {
        Refuses(new Remedies { Sampler = new Smote() }, ClassWeights.None, "'smote' makes rows of features that are no pictures");
        Refuses(new Remedies { Sampler = new TomekLinks() }, ClassWeights.Balanced, "'tomek' makes classes more equal already");
        Refuses(new Remedies { HasBalancedBatches = true }, ClassWeights.Effective, "Balanced batches make classes equally frequent already");
        Refuses(new Remedies { HasBalancedBatches = true, LogitAdjustment = 1 }, ClassWeights.None, "Balanced batches");
        Refuses(new Remedies { FocalGamma = -1 }, ClassWeights.None, "The γ of focal loss");
        Refuses(new Remedies { LogitAdjustment = double.NaN }, ClassWeights.None, "logit adjustment is NaN");
    }

    private static void Refuses(Remedies remedies, ClassWeights weights, string sentence) =>
        Assert.Contains(sentence, Assert.ThrowsAny<ArgumentException>(() => remedies.Validate("cnn", weights)).Message, StringComparison.Ordinal);
}
