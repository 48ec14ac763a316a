using System.Globalization;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Evaluation.Thresholds;
using Discern.Runs;

namespace Discern.Classifiers.Folds;

/// <summary>The classifiers of all folds as one: the mean of their probabilities.</summary>
internal sealed class Ensemble(RunFolder run, IReadOnlyList<RunFolder> members, FoldOptions options)
{
    public const string Recipe = "ensemble";

    /// <summary>Where a fold's run lies.</summary>
    public static string MemberPath(RunFolder run, int number) => Path.Combine(run.Path, "folds", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes a finished ensemble ready.</summary>
    /// <exception cref="DiscernException">A member is not there, or what it is made of is not.</exception>
    public static EnsembleModel Open(RunFolder run, Workers workers, string? featureFolder) =>
        new([.. Enumerable.Range(1, run.Description.Members).Select(number => RunFolder.Open(MemberPath(run, number)))], workers, featureFolder);

    /// <summary>Describes the ensemble, predicts the test pictures, takes the figures and writes it all.</summary>
    public RunDescription Finish(Dataset dataset, PredictionTable outOfFold, RunWriter writer, CancellationToken cancellation)
    {
        RunDescription first = members[0].Description;
        ThresholdChoice? threshold = Threshold(outOfFold);
        RunDescription description = first with
        {
            Recipe = Recipe,
            Network = $"{members.Count} × {first.Recipe}, {first.Network}",
            Members = members.Count,
            Parameters = new ParameterCount(members.Sum(member => member.Description.Parameters.Total), members.Sum(member => member.Description.Parameters.Trainable)),
            ClassCounts = new SplitCounts(dataset.ClassCounts(Split.Train), dataset.ClassCounts(Split.Validation), dataset.ClassCounts(Split.Test)),
            BestEpoch = null,
            Choice = null,
            Threshold = threshold?.Threshold ?? 0.5,
            ThresholdChoice = threshold,
            Remarks = [$"The classifier is the mean of {members.Count} classifiers, each of which learnt without two of the folds. Its answers take {members.Count} times as long."],
        };
        writer.Begin(description);
        var skipped = new List<SkippedPicture>();
        using (var predictor = new PicturePredictor(run, options.Threads, options.FeatureFolder))
        {
            writer.Evaluate(
                split => split == Split.Test ? predictor.Predict(dataset, dataset.Of(split), skipped, cancellation) : new PredictionTable(dataset.Classes, []),
                options.Seed);
        }

        return writer.Finish(description with { Skipped = [.. members.SelectMany(member => member.Description.Skipped).Concat(skipped).DistinctBy(picture => picture.Path, StringComparer.Ordinal)] });
    }

    // Chosen anew where the members chose theirs: a mean of probabilities has its own scale.
    private ThresholdChoice? Threshold(PredictionTable outOfFold) =>
        members.Select(member => member.Description.ThresholdChoice).OfType<ThresholdChoice>().FirstOrDefault() is { } chosen ? ThresholdChoice.Of(outOfFold, chosen.Goal) : null;
}
