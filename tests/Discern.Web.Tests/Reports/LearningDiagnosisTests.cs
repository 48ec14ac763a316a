using Discern.Evaluation;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class LearningDiagnosisTests
{
    [Fact]
    public void A_validation_loss_that_turns_is_overfitting() =>
        Assert.Equal(LearningKind.Overfitting, Only(History(
            [1, 0.6, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02], [1, 0.7, 0.6, 0.7, 0.8, 0.9, 1, 1.1], bestEpoch: 3)).Kind);

    [Fact]
    public void A_training_loss_that_jumps_is_too_high_a_learning_rate()
    {
        var finding = Only(History([1, 2, 0.8, 1.6, 0.9, 1.5], [1, 1, 1, 1, 1, 1], bestEpoch: 6));

        Assert.Equal(LearningKind.LearningRateTooHigh, finding.Kind);
        Assert.Contains("0.01", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_out_of_all_bounds_names_its_epoch() =>
        Assert.Contains("In epoch 2", Only(History([1, double.NaN, double.NaN], [1, 1, 1], bestEpoch: 1)).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Nothing_learnt_is_underfitting() =>
        Assert.Equal(LearningKind.Underfitting, Only(History([0.7, 0.69, 0.69, 0.69, 0.69], [0.7, 0.69, 0.69, 0.69, 0.69], bestEpoch: 5), lazyShare: 0.9).Kind);

    [Fact]
    public void A_loss_that_still_falls_at_its_end_wants_more_epochs()
    {
        double[] losses = [.. Enumerable.Range(0, 12).Select(epoch => Math.Exp(-0.1 * epoch))];
        var finding = Only(History(losses, losses, bestEpoch: 12));

        Assert.Equal(LearningKind.Underfitting, finding.Kind);
        Assert.Contains("--epochs 24", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_that_settle_together_say_nothing() =>
        Assert.Equal(LearningKind.Nothing, Only(History(
            [1, 0.6, 0.4, 0.32, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3], [1, 0.6, 0.42, 0.35, 0.33, 0.32, 0.32, 0.32, 0.32, 0.32], bestEpoch: 8)).Kind);

    [Theory]
    [InlineData(0.6, 0.3, LearningKind.TooLittleData)]
    [InlineData(0.33, 0.3, LearningKind.EnoughData)]
    [InlineData(0.2, 0.3, LearningKind.EnoughData)]
    public void Growing_shares_tell_whether_more_pictures_help(double half, double all, LearningKind expected) =>
        Assert.Equal(expected, LearningDiagnosis.Of([Point(0.5, half), Point(1, all)])!.Kind);

    [Fact]
    public void A_single_share_tells_nothing() => Assert.Null(LearningDiagnosis.Of([Point(1, 0.3)]));

    private static LearningCurvePoint Point(double share, double loss) =>
        new(share, (int)(1000 * share), new Estimate(0.9, 0.88, 0.92), new Estimate(loss, loss - 0.05, loss + 0.05), 0.99);

    private static LearningFinding Only(LearningHistory history, double lazyShare = 0.5) => Assert.Single(LearningDiagnosis.Of(history, lazyShare));

    private static LearningHistory History(double[] training, double[] validation, int bestEpoch) =>
        new([.. training.Select((loss, i) => new EpochPoint(i + 1, loss, 0.8, validation[i], 0.8, 0.01))], bestEpoch);
}
