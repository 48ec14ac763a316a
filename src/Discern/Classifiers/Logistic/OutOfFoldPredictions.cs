using Discern.Classifiers.CrossValidation;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Logistic;

/// <summary>Probabilities for the rows of a table, each by a model that has not seen the row.</summary>
public sealed class OutOfFoldPredictions
{
    private readonly float[] probabilities;

    internal OutOfFoldPredictions(float[] probabilities, int classes, IReadOnlyList<string> remarks)
    {
        this.probabilities = probabilities;
        Classes = classes;
        Remarks = remarks;
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>Rows × classes, in the table's order.</summary>
    public ReadOnlySpan<float> Probabilities => probabilities;

    /// <summary>What the user should know, as sentences.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Holds each fold out once and predicts it.</summary>
    /// <param name="table">What to learn from.</param>
    /// <param name="folds">Folds of its rows.</param>
    /// <param name="options">Strength, scaling, weights, tolerance.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="DiscernException">The table cannot be learned from.</exception>
    /// <exception cref="ArgumentException">The folds are of another table, or an option or a weight is out of range.</exception>
    public static OutOfFoldPredictions Predict(
        TrainingTable table, StratifiedFolds folds, LogisticOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        if (folds.FoldOf.Length != table.Count)
        {
            throw new ArgumentException($"The folds are of {folds.FoldOf.Length} rows, the table has {table.Count}.", nameof(folds));
        }

        Requirements.Check(table, options, workers);
        Requirements.CheckStrengths([options.Strength]);
        float[] heldOutAnswers = new float[(long)table.Count * table.Classes];
        var remarks = new List<string>(folds.Remarks);
        for (int fold = 0; fold < folds.Count; fold++)
        {
            int[] heldOut = folds.HeldOut(fold);
            using var path = new LogisticPath(table, folds.Training(fold), options, workers, cancellation);
            LogisticFit fit = path.Fit(options.Strength, cancellation);
            remarks.AddRange(fit.Remarks.Select(remark => $"Fold {fold + 1} of {folds.Count}: {remark}"));
            float[] answers = fit.Model.Predict(table.Features, heldOut, workers);
            Place(answers, heldOut, table.Classes, heldOutAnswers);
        }

        return new OutOfFoldPredictions(heldOutAnswers, table.Classes, remarks);
    }

    /// <summary>Puts the answers for some rows where those of the whole table stand.</summary>
    internal static void Place(float[] answers, int[] rows, int classes, float[] all)
    {
        for (int index = 0; index < rows.Length; index++)
        {
            answers.AsSpan(index * classes, classes).CopyTo(all.AsSpan(rows[index] * classes));
        }
    }
}
