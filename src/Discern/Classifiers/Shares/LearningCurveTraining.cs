using System.Globalization;
using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.Folds;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Classifiers.Shares;

/// <summary>Tells whether more pictures would help: the recipe learns from growing shares of the training pictures, each of which holds the one before.</summary>
/// <remarks>
/// The shares are drawn by seed, stratified and with groups kept together; their runs lie in <c>learning-curve/</c>, and the curve in
/// <c>evaluation.json</c>. All are judged by the same pictures, which none learnt from.
/// </remarks>
public sealed class LearningCurveTraining
{
    private const int Parts = 8;

    /// <summary>With fewer pictures of a class a share says more of them than of their number.</summary>
    private const int FewestOfClass = 10;

    private readonly ulong seed;
    private readonly Func<RunDescription, Learning> shareLearning;

    /// <summary>Makes it ready.</summary>
    /// <param name="shareLearning">The recipe for a share, by the description of the run on all pictures: what that run decided by their number stays decided.</param>
    /// <param name="seed">The seed by which the shares are drawn.</param>
    public LearningCurveTraining(Func<RunDescription, Learning> shareLearning, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(shareLearning);
        this.shareLearning = shareLearning;
        this.seed = seed;
    }

    /// <summary>Runs the recipe on all training pictures, which makes the classifier, then on an eighth, a quarter and a half of them.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="learning">The recipe on all pictures.</param>
    /// <param name="run">A new folder.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The description, as <c>run.json</c> holds it.</returns>
    /// <exception cref="DiscernException">There are neither validation nor test pictures, too few training pictures for any share, or the recipe fails.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RunDescription Run(Dataset dataset, Learning learning, RunFolder run, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(learning);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(observer);
        if (!dataset.Examples.Any(example => example.Split != Split.Train))
        {
            throw new DiscernException("A learning curve needs pictures that are not learnt from, to judge by. Add validation or test pictures.");
        }

        (double Share, Dataset Dataset)[] shares = [.. Draw(dataset)];
        if (shares.Length == 0)
        {
            throw new DiscernException($"There are too few training pictures for a learning curve: half of them must hold {FewestOfClass} of each class. Add pictures, or leave --learning-curve out.");
        }

        RunDescription description = learning(dataset, run, observer, cancellation);
        Learning alike = shareLearning(description);
        var points = new List<LearningCurvePoint>();
        foreach ((double share, Dataset part) in shares)
        {
            RunFolder member = RunFolder.Create(Path.Combine(run.Path, "learning-curve", share.ToString("0.###", CultureInfo.InvariantCulture)));
            alike(part, member, new FoldObserver(observer), cancellation);
            points.Add(Point(share, member));
            observer.OnRemark($"Learnt from {points[^1].Pictures} training pictures, {points[^1].Accuracy.Value:P1} of the pictures that judge are right.");
        }

        points.Add(Point(1, run));
        run.Save(run.Evaluation! with { LearningCurve = points });
        return description;
    }

    private static LearningCurvePoint Point(double share, RunFolder run)
    {
        EvaluationDocument evaluation = run.Evaluation!;
        SplitEvaluation judged = (evaluation.Validation ?? evaluation.Test)!;
        return new LearningCurvePoint(share, run.Description.ClassCounts.Train.Sum(), judged.Accuracy, judged.LogLoss, evaluation.Train?.Accuracy.Value ?? double.NaN);
    }

    private IEnumerable<(double Share, Dataset Dataset)> Draw(Dataset dataset)
    {
        Example[] training = [.. dataset.Of(Split.Train)];
        var folds = StratifiedFolds.Draw(
            [.. training.Select(example => example.Label)],
            training.Any(example => example.Group is not null) ? [.. training.Select(example => example.Group)] : null,
            Parts,
            seed);
        int[] foldOf = folds.FoldOf.ToArray();
        for (int taken = 1; 2 * taken <= folds.Count; taken *= 2)
        {
            var left = training.Where((_, index) => foldOf[index] >= taken).Select(example => example.Path).ToHashSet(StringComparer.Ordinal);
            var part = new Dataset(
                dataset.Root, dataset.Classes, [.. dataset.Examples.Where(example => !left.Contains(example.Path))], dataset.Remarks, dataset.Fingerprint);
            if (part.ClassCounts(Split.Train).Min() >= FewestOfClass)
            {
                yield return ((double)taken / folds.Count, part);
            }
        }
    }
}
