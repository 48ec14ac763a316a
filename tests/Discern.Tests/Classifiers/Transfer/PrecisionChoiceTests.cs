using Discern.Classifiers.Transfer;
using Discern.Evaluation;
using Discern.Neural.Plans;

namespace Discern.Tests.Classifiers.Transfer;

/// <summary>How the precision is chosen, without the hardware: what the machine came to and what the check says are given.</summary>
public sealed class PrecisionChoiceTests
{
    private const int Pictures = 200;

    [Fact]
    public void WithoutTilesNothingIsChecked()
    {
        var choice = PrecisionChoice.Decide(Precision.Float32, "There are none.", () => throw new InvalidOperationException("asked"));
        Assert.Equal(new PrecisionChoice(Precision.Float32, "There are none."), choice);
    }

    [Fact]
    public void TooFewPicturesKeepSinglePrecision()
    {
        var choice = PrecisionChoice.Decide(Precision.Bfloat16, obstacle: null, () => null);
        Assert.Equal(Precision.Float32, choice.Precision);
        Assert.Contains("fewer than 100 validation pictures", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnswersThatHardlyMoveAllowBfloat16()
    {
        var choice = Choose(Answers(row => 0.9f), Answers(row => 0.9f + (row % 2 == 0 ? 0.002f : -0.002f)));
        Assert.Equal(Precision.Bfloat16, choice.Precision);
        Assert.Equal(
            "Features are computed in bfloat16: by them one classifier answers 200 validation pictures as well as by single precision (accuracy 100.0 and 100.0 %, log loss 0.105 and 0.105, single precision first).",
            choice.Reason);
    }

    [Fact]
    public void OneMoreWrongAnswerRefusesBfloat16()
    {
        var choice = Choose(Answers(row => row == 7 ? 0.51f : 0.9f), Answers(row => row == 7 ? 0.49f : 0.9f));
        Assert.Equal(Precision.Float32, choice.Precision);
        Assert.Contains("worse (accuracy 100.0 and 99.5 %", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ALossThatRisesByMoreThanChanceRefusesBfloat16() =>
        Assert.Equal(Precision.Float32, Choose(Answers(row => 0.9f), Answers(row => 0.88f - (row % 3 * 0.01f))).Precision);

    private static PrecisionChoice Choose(PredictionTable single, PredictionTable low) =>
        PrecisionChoice.Decide(Precision.Bfloat16, obstacle: null, () => PrecisionCheck.Of(single, low, seed: 1));

    // Two classes in turn; each row's own class gets the probability.
    private static PredictionTable Answers(Func<int, float> own) => new(
        ["a", "b"],
        [.. Enumerable.Range(0, Pictures).Select(row =>
        {
            (int label, float share) = (row % 2, own(row));
            return new Prediction($"{row}.png", label, share > 0.5f ? label : 1 - label, label == 0 ? [share, 1 - share] : [1 - share, share]);
        })]);
}
