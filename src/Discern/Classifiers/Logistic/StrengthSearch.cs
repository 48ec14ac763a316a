using Discern.Classifiers.CrossValidation;
using Discern.Classifiers.Scaling;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Logistic;

/// <summary>Chooses the strength of logistic regression by cross-validation.</summary>
/// <remarks>In each fold scaling and coefficients come from the training rows alone, and strengths are fitted in ascending order, each from where the one before ended.</remarks>
public static class StrengthSearch
{
    private const int GridCount = 10;
    private const double GridStart = 0.01;
    private const double GridEnd = 1000;

    /// <summary>Tries each strength of the grid.</summary>
    /// <param name="table">What to learn from; its groups stay together.</param>
    /// <param name="search">Grid, folds, score.</param>
    /// <param name="options">Scaling, class weights and steps of each fit; strength and tolerance are the search's.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="DiscernException">The table cannot be learned from, or a class has fewer than two rows or groups.</exception>
    /// <exception cref="ArgumentException">An option or a weight is out of range.</exception>
    public static StrengthSearchResult Search(
        TrainingTable table, StrengthSearchOptions search, LogisticOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        options = options with { Tolerance = search.Tolerance };
        Requirements.Check(table, options, workers);
        double[] strengths = [.. (search.Grid ?? Grid(table, [.. Enumerable.Range(0, table.Count)], options, workers)).Order().Distinct()];
        ArgumentOutOfRangeException.ThrowIfZero(strengths.Length, nameof(search));
        Requirements.CheckStrengths(strengths);
        StratifiedFolds folds = StratifiedFolds.Draw(table.Labels, table.Groups, search.Folds, search.Seed);
        double[][] scores = [.. strengths.Select(_ => new double[folds.Count])];
        float[][] answers = [.. strengths.Select(_ => new float[(long)table.Count * table.Classes])];
        int failures = 0;
        for (int fold = 0; fold < folds.Count; fold++)
        {
            int[] heldOut = folds.HeldOut(fold);
            using var path = new LogisticPath(table, folds.Training(fold), options, workers, cancellation);
            for (int index = 0; index < strengths.Length; index++)
            {
                LogisticFit fit = path.Fit(strengths[index], cancellation);
                failures += fit.IsConverged ? 0 : 1;
                float[] answer = fit.Model.Predict(table.Features, heldOut, workers);
                OutOfFoldPredictions.Place(answer, heldOut, table.Classes, answers[index]);
                scores[index][fold] = HeldOutScore.Of(search.Scoring, table, heldOut, answer);
            }
        }

        StrengthScore[] grid = [.. strengths.Select((strength, index) => Summarize(strength, scores[index]))];
        var remarks = new List<string>(folds.Remarks);
        if (failures > 0)
        {
            remarks.Add($"{failures} of {strengths.Length * folds.Count} fits of the search for the strength stopped after {options.MaximumIterations} steps before they converged; their scores may be inexact.");
        }

        int chosen = Choose(grid, search, remarks, out StrengthScore best);
        return new StrengthSearchResult
        {
            Chosen = grid[chosen].Strength,
            Best = best.Strength,
            Grid = grid,
            OutOfFold = new OutOfFoldPredictions(answers[chosen], table.Classes, folds.Remarks),
            Scoring = search.Scoring,
            Folds = folds.Count,
            Remarks = remarks,
        };
    }

    /// <summary>The strengths that are tried where none are given, ascending, by the variances of some rows.</summary>
    internal static double[] Grid(TrainingTable table, int[] rows, LogisticOptions options, Workers workers)
    {
        Standardization measured = Standardization.Fit(table.Features, rows, table.Weights, workers);
        double variance = 0;
        for (int feature = 0; feature < measured.Count; feature++)
        {
            variance += Math.Pow(measured.Scales[feature], options.IsStandardized ? 2 - (2 * options.ScalingPower) : 2);
        }

        double ratio = Math.Pow(GridEnd / GridStart, 1.0 / (GridCount - 1));
        return [.. Enumerable.Range(0, GridCount).Select(index => GridStart / variance * Math.Pow(ratio, index))];
    }

    private static StrengthScore Summarize(double strength, double[] scores)
    {
        double mean = scores.Average();
        double variance = scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1);
        return new StrengthScore(strength, mean, Math.Sqrt(variance / scores.Length));
    }

    private static int Choose(StrengthScore[] grid, StrengthSearchOptions search, List<string> remarks, out StrengthScore best)
    {
        double sign = HeldOutScore.IsLargerBetter(search.Scoring) ? 1 : -1;
        StrengthScore highest = grid.MaxBy(score => sign * score.Mean)!;
        if (grid.Length > 1 && (highest == grid[0] || highest == grid[^1]))
        {
            remarks.Add($"The best strength, {highest.Strength:G3}, is the {(highest == grid[0] ? "smallest" : "largest")} that was tried: a still {(highest == grid[0] ? "smaller" : "larger")} one may be better.");
        }

        best = highest;
        return search.IsWithinOneStandardError
            ? Array.FindIndex(grid, score => sign * score.Mean >= (sign * highest.Mean) - highest.StandardError)
            : Array.IndexOf(grid, highest);
    }
}
