using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>Reads learning curves as an experienced eye would: each finding with what it rests on and what to do.</summary>
public static class LearningDiagnosis
{
    private const int FewestEpochs = 5;

    // A loss that rises by less than this in an epoch wobbles, as it does with any learning rate.
    private const double Rise = 1.1;

    // With a good learning rate the training loss rarely rises; in this share of the epochs it is no accident.
    private const double ShareOfRises = 0.25;

    // A fall of this share over the last quarter of the epochs: the end was not reached.
    private const double StillFalling = 0.1;

    // Training accuracy this close to always answering the largest class is nothing learnt.
    private const double NothingLearnt = 0.02;

    /// <summary>What the epochs say; one sentence where they say nothing worse.</summary>
    /// <param name="history">The epochs, at least one.</param>
    /// <param name="lazyShare">The largest class's share of the training pictures; NaN where it is not known.</param>
    public static IReadOnlyList<LearningFinding> Of(LearningHistory history, double lazyShare = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(history);
        LearningFinding[] found = [.. new[] { Rate(history), Overfitting(history), Underfitting(history, lazyShare) }.OfType<LearningFinding>()];
        return found.Length > 0 ? found :
        [
            new LearningFinding(
                LearningKind.Nothing,
                history.Epochs[^1].ValidationLoss is null
                    ? "There were no validation pictures, so these curves cannot tell when it began to learn the training pictures by heart."
                    : "Training and validation loss fell together: no sign of learning by heart, of learning too little, or of too large steps.",
                history.Epochs[^1].ValidationLoss is null ? "Set some pictures aside for validation: discern split." : "Nothing needs to be done."),
        ];
    }

    /// <summary>What growing shares of the training pictures say; null where there are no two.</summary>
    public static LearningFinding? Of(IReadOnlyList<LearningCurvePoint> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Count < 2)
        {
            return null;
        }

        var (before, all) = (curve[^2], curve[^1]);
        var sentence = $"From {Wording.Count(before.Pictures)} to {Wording.Count(all.Pictures)} training pictures log loss went from {Wording.Score(before.LogLoss.Value)} to {Wording.Score(all.LogLoss.Value)} "
            + $"and accuracy from {Wording.Percent(before.Accuracy.Value)} to {Wording.Percent(all.Accuracy.Value)}";

        // Beyond the interval of the last point the fall is more than the luck of which pictures judge.
        return all.LogLoss.Value < before.LogLoss.Value && before.LogLoss.Value > all.LogLoss.High
            ? new LearningFinding(LearningKind.TooLittleData, $"{sentence}: still better by more than chance explains.", "More pictures would help: collect them before trying larger networks.")
            : new LearningFinding(LearningKind.EnoughData, $"{sentence}: no more than chance explains.", "More pictures of the same kind would help little. Look at the mistakes below: wrong labels and kinds of pictures that are missing matter more.");
    }

    private static LearningFinding? Rate(LearningHistory history)
    {
        var losses = history.Epochs.Select(point => point.Loss).ToList();
        var advice = $"Use a smaller learning rate than {history.Epochs[0].LearningRate:0.######}, such as a tenth of it, or have one found: --learning-rate find.";
        if (losses.FindIndex(loss => !double.IsFinite(loss)) is var broken and >= 0)
        {
            return new LearningFinding(LearningKind.LearningRateTooHigh, $"In epoch {history.Epochs[broken].Epoch} the training loss left all bounds: the steps were too large.", advice);
        }

        var rises = losses.Zip(losses.Skip(1)).Count(pair => pair.Second > pair.First * Rise);
        return losses.Count >= FewestEpochs && (rises >= ShareOfRises * (losses.Count - 1) || losses[^1] > losses[0] * Rise)
            ? new LearningFinding(
                LearningKind.LearningRateTooHigh,
                $"The training loss rose by more than 10 % in {rises} of {losses.Count - 1} epochs, from {Wording.Score(losses[0])} in the first to {Wording.Score(losses[^1])} in the last: the steps were too large.",
                advice)
            : null;
    }

    private static LearningFinding? Overfitting(LearningHistory history) => history.Turn is { } turn
        ? new LearningFinding(
            LearningKind.Overfitting,
            $"Validation loss was lowest at epoch {turn.Epoch} ({Wording.Score(turn.ValidationLoss!.Value)}) and rose from there to "
                + $"{Wording.Score(history.Epochs[^1].ValidationLoss ?? double.NaN)} in the last epoch while training loss went on falling: what was learnt after that are the training pictures themselves.",
            "More pictures, --augment, a smaller network or --early-stopping would help.")
        : null;

    private static LearningFinding? Underfitting(LearningHistory history, double lazyShare)
    {
        var last = history.Epochs[^1];
        if (history.Epochs.Count < FewestEpochs)
        {
            return null;
        }

        if (last.Accuracy <= lazyShare + NothingLearnt)
        {
            return new LearningFinding(
                LearningKind.Underfitting,
                $"In the last epoch {Wording.Percent(last.Accuracy)} of the training pictures are right, and always answering the largest class would reach {Wording.Percent(lazyShare)}: hardly anything was learnt.",
                "Use a pretrained network (--recipe auto), a larger network, or another learning rate (--learning-rate find).");
        }

        var quarter = history.Epochs[^(history.Epochs.Count / 4 + 1)];
        var isStillFalling = last.Loss < quarter.Loss * (1 - StillFalling) && history.Turn is null
            && (history.BestEpoch is null || history.BestEpoch > quarter.Epoch) && history.Epochs.Count >= 2 * FewestEpochs;
        return isStillFalling
            ? new LearningFinding(
                LearningKind.Underfitting,
                $"Training loss still fell from {Wording.Score(quarter.Loss)} to {Wording.Score(last.Loss)} over the last quarter of the epochs, and the best epoch, {history.BestEpoch ?? last.Epoch}, is among them: learning had not come to its end.",
                $"Train on, such as --epochs {2 * last.Epoch}, or with a higher learning rate.")
            : null;
    }
}
