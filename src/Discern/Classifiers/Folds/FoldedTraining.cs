using Discern.Classifiers.CrossValidation;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Classifiers.Folds;

/// <summary>Judges any recipe by cross-validation, and may make the folds' classifiers one.</summary>
/// <remarks>
/// All pictures but the test pictures are dealt into folds, stratified and with groups kept together. For each fold the recipe runs by
/// itself, in <c>folds/1</c> and so on: the fold is its test split, the next one its validation split, the others are learnt from. The
/// answers for held-out pictures are put together in <c>predictions-out-of-fold.csv</c>. Test pictures are never seen.
/// </remarks>
/// <example><code>
/// Learning learning = (dataset, run, observer, cancellation) => new AutoRecipe().Run(dataset, new TransferOptions(), run, observer, cancellation);
/// new FoldedTraining(new FoldOptions { Count = 5 }).Run(dataset, learning, RunFolder.Create("runs/first"), observer, CancellationToken.None);
/// </code></example>
public sealed class FoldedTraining
{
    private readonly FoldOptions options;
    private readonly TimeProvider time;

    /// <summary>Makes it ready.</summary>
    /// <param name="options">How many folds, and what becomes of them.</param>
    /// <param name="time">The clock of an ensemble's timings; null for the system's.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public FoldedTraining(FoldOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Runs the recipe for each fold, then once more as the data set is split, or as an ensemble of the folds.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="learning">The recipe.</param>
    /// <param name="run">A new folder.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The description, as <c>run.json</c> holds it.</returns>
    /// <exception cref="DiscernException">The data cannot be dealt into three or more folds, or the recipe fails.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RunDescription Run(Dataset dataset, Learning learning, RunFolder run, IRunObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(learning);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(observer);
        var clock = new RunClock(time, observer);
        var writer = new RunWriter(run, clock, observer);
        Dataset[] folds = Deal(dataset, observer);
        RunFolder[] members = [.. folds.Select((_, fold) => RunFolder.Create(Ensemble.MemberPath(run, fold + 1)))];
        for (int fold = 0; fold < folds.Length; fold++)
        {
            learning(folds[fold], members[fold], new FoldObserver(observer), cancellation);
            observer.OnRemark($"Fold {fold + 1} of {folds.Length}: {members[fold].Evaluation!.Test!.Accuracy.Value:P1} of {members[fold].Evaluation!.Test!.Count} held-out pictures are right.");
        }

        PredictionTable outOfFold = Collect(dataset, members);
        RunDescription description = options.IsEnsemble
            ? new Ensemble(run, members, options).Finish(dataset, outOfFold, writer, cancellation)
            : learning(dataset, run, observer, cancellation);
        run.SaveOutOfFold(outOfFold);
        SplitEvaluation judged = Evaluator.Evaluate(outOfFold, new EvaluationOptions { Seed = options.Seed });
        run.Save(run.Evaluation! with { OutOfFold = judged, Folds = [.. members.Select((member, fold) => Summary(fold + 1, member.Evaluation!.Test!))] });
        string remark = $"In {folds.Length} folds, each held out once, {judged.Accuracy.Value:P1} of {judged.Count} pictures are right.";
        observer.OnRemark(remark);
        description = description with { Remarks = [.. description.Remarks, remark] };
        run.Save(description);
        return description;
    }

    private static FoldEvaluation Summary(int fold, SplitEvaluation heldOut) => new(
        fold, heldOut.Count, heldOut.Accuracy.Value, heldOut.BalancedAccuracy.Value, heldOut.MacroF1.Value, heldOut.LogLoss.Value);

    private static PredictionTable Collect(Dataset dataset, IEnumerable<RunFolder> members)
    {
        var rows = members.SelectMany(member => member.Predictions(Split.Test)!.Rows).ToDictionary(row => row.Path, StringComparer.Ordinal);
        return new PredictionTable(dataset.Classes, [.. dataset.Examples.Where(example => rows.ContainsKey(example.Path)).Select(example => rows[example.Path])]);
    }

    /// <summary>One data set per fold: the fold as test split, the next as validation split, no picture of the true test split.</summary>
    private Dataset[] Deal(Dataset dataset, IRunObserver observer)
    {
        Example[] examples = [.. dataset.Examples.Where(example => example.Split != Split.Test)];
        var folds = StratifiedFolds.Draw(
            [.. examples.Select(example => example.Label)],
            examples.Any(example => example.Group is not null) ? [.. examples.Select(example => example.Group)] : null,
            options.Count,
            options.Seed);
        foreach (string remark in folds.Remarks)
        {
            observer.OnRemark(remark);
        }

        if (folds.Count < 3)
        {
            throw new DiscernException("The pictures of the smallest class make only two folds; three are needed, to learn from, to choose by and to judge by. Add pictures, or train without folds.");
        }

        int[] foldOf = folds.FoldOf.ToArray();
        return
        [
            .. Enumerable.Range(0, folds.Count).Select(held => new Dataset(
                dataset.Root,
                dataset.Classes,
                [.. examples.Select((example, index) => example with { Split = Role((foldOf[index] - held + folds.Count) % folds.Count) })],
                dataset.Remarks,
                dataset.Fingerprint)),
        ];

        static Split Role(int distance) => distance switch { 0 => Split.Test, 1 => Split.Validation, _ => Split.Train };
    }
}
