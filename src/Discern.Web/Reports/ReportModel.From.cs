using Discern.Datasets;
using Discern.Evaluation;
using Discern.Explaining;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Web.Reports;

public sealed partial record ReportModel
{
    // Some ten kilobytes for each map, so that the report stays far below 5 MB; the page in the run's folder has all of them.
    private const int MostExplained = 12;

    /// <summary>Reads what the report shows from a run's folder, and the thumbnails from its data set.</summary>
    /// <param name="run">The run; what it does not hold yet, such as an evaluation, is left out of the report and said there.</param>
    /// <param name="against">Another run to compare with; null: none.</param>
    /// <param name="cancellationToken">Stops the reading of thumbnails.</param>
    /// <exception cref="DiscernException">
    /// A file of a run is malformed, two of them contradict each other, or the two runs were not evaluated on the same pictures and classes.
    /// </exception>
    public static ReportModel From(RunFolder run, RunFolder? against = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return From(run, against, new ThumbnailReader(run.Description.Dataset.Path), cancellationToken);
    }

    /// <summary>The same, with thumbnails by another reader.</summary>
    internal static ReportModel From(RunFolder run, RunFolder? against, ThumbnailReader thumbnails, CancellationToken cancellationToken)
    {
        var description = run.Description;
        var explanations = ExplanationFolder.Of(run);
        var model = new ReportModel
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Path)),
            Subtitle = $"Recipe {description.Recipe}, network {description.Network}, {description.Size} × {description.Size} pixels in "
                + $"{(description.Channels == 1 ? "grey" : "colour")}, data set {description.Dataset.Path}",
            Version = description.Version,
            CreatedAt = description.CreatedAt,
            Classes = description.Classes,
            Training = Result(Split.Train, run),
            Validation = Result(Split.Validation, run),
            Test = Result(Split.Test, run),
            Against = against is null ? null : RunComparison.Between(against, run),
            Distribution = Distributions(run),
            Skipped = description.Skipped,
            History = new LearningHistory([.. run.History.Select(Point)], description.BestEpoch),
            Network = NetworkTable.From(description),
            Options = RunOption.From(description),
            Remarks = Notices(description),
            Choice = description.Choice,
            Making = description.Remarks,
            Resampled = Balance(description),
            Folds = run.Evaluation?.Folds,
            OutOfFold = run.Evaluation?.OutOfFold,
            Shares = run.Evaluation?.LearningCurve ?? [],
            Attention = Shown(explanations.Global),
            Explained = [.. explanations.Pictures().Take(MostExplained).Select(picture => picture.Compressed())],
        };
        return model.WithGalleries(run, thumbnails, cancellationToken);
    }

    private ReportModel WithGalleries(RunFolder run, ThumbnailReader thumbnails, CancellationToken cancellationToken)
    {
        if (run.JudgedSplit is not { } split || run.Predictions(split) is not { } predictions)
        {
            return this;
        }

        return this with
        {
            Metrics = JudgedEvaluation(run),
            Curves = RankingCurves.Of(predictions, JudgedEvaluation(run)!),
            Setting = ThresholdSetting.Of(run, predictions),
            Trust = new TrustCurves(JudgedEvaluation(run)!, run.Evaluation!.Uncalibrated, run.Description.CalibrationChoice?.Reason),
            Galleries = new GalleryReader(predictions, thumbnails, cancellationToken).Read(),
        };
    }

    private static GlobalExplanation? Shown(GlobalExplanation? global) => global is null
        ? null
        : (global with { Classes = [.. global.Classes.OrderByDescending(item => item.HasShortcut).Take(GalleryPlan.MostClasses)] }).Compressed();

    private static SplitEvaluation? JudgedEvaluation(RunFolder run) => run.Evaluation is { } document ? document.Test ?? document.Validation ?? document.Train : null;

    /// <summary>A run's result on a split; null where it was not evaluated there.</summary>
    /// <exception cref="DiscernException">The evaluation is malformed, or over other classes than the run's own.</exception>
    internal static SplitResult? Result(Split split, RunFolder run)
    {
        var document = run.Evaluation;
        var (name, evaluation) = split switch
        {
            Split.Train => ("training", document?.Train),
            Split.Validation => ("validation", document?.Validation),
            _ => ("test", document?.Test),
        };
        if (evaluation is null)
        {
            return null;
        }

        var classes = run.Description.Classes;
        var fits = evaluation.Classes.Select(c => c.Name).SequenceEqual(classes, StringComparer.Ordinal)
            && evaluation.Confusion.Count == classes.Count
            && evaluation.Confusion.All(row => row.Count == classes.Count);
        return fits
            ? SplitResult.From(name, evaluation)
            : throw new DiscernException(
                $"The evaluation of the {name} pictures in '{run.Path}' is over other classes than the run's own. Evaluate the run again to write it anew.");
    }

    private static List<SplitDistribution> Distributions(RunFolder run)
    {
        var counts = run.Description.ClassCounts;
        SplitDistribution[] all = [Of("training", counts.Train), Of("validation", counts.Validation), Of("test", counts.Test)];
        return all.Any(split => split.Counts.Count != run.Description.Classes.Count)
            ? throw new DiscernException($"The class counts in run.json of '{run.Path}' are not one for each class. Take the file from a copy of the run, or train again.")
            : [.. all.Where(split => split.Total > 0)];

        static SplitDistribution Of(string name, IReadOnlyList<int> counts) => new(name, [.. counts.Select(count => (long)count)]);
    }

    private static BalanceDescription? Balance(RunDescription description) =>
        description.Resampled is { } counts && (counts.Before.Count != description.Classes.Count || counts.After.Count != description.Classes.Count)
            ? throw new DiscernException("The counts before and after balancing in run.json are not one for each class. Take the file from a copy of the run, or train again.")
            : description.Resampled;

    private static EpochPoint Point(EpochResult epoch) =>
        new(epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.LearningRate);

    private static IReadOnlyList<string> Notices(RunDescription description) => description.IsFinished
        ? description.Dataset.Remarks
        : ["This run was stopped before its end: the report shows how far it came.", .. description.Dataset.Remarks];
}
