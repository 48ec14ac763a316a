using Discern.Compute.Threading;

namespace Discern.Classifiers.Logistic;

/// <summary>Logistic regression with an L2 penalty: binary for two classes, multinomial (softmax) for more.</summary>
/// <remarks>
/// Minimises ½‖w‖² + C · Σ weight · cross-entropy, the intercepts not penalised, as scikit-learn's <c>LogisticRegression</c> does. The
/// same table gives the same bits for any number of threads.
/// </remarks>
/// <example>
/// <code>
/// var table = new TrainingTable(features, labels, classes: 3);
/// double strength = StrengthSearch.Search(table, new StrengthSearchOptions(), new LogisticOptions(), Workers.Shared).Chosen;
/// LogisticFit fit = LogisticRegression.Fit(table, new LogisticOptions { Strength = strength }, Workers.Shared);
/// float[] probabilities = fit.Model.Predict(otherFeatures, Workers.Shared);
/// </code>
/// </example>
public static class LogisticRegression
{
    /// <summary>Fits a model to all rows of a table.</summary>
    /// <param name="table">What to learn from.</param>
    /// <param name="options">Strength, scaling, weights, tolerance.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="DiscernException">The table is empty, has a value that is not finite, or a class without rows.</exception>
    /// <exception cref="ArgumentException">An option or a weight is out of range.</exception>
    public static LogisticFit Fit(TrainingTable table, LogisticOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FitPath(table, [options.Strength], options, workers, cancellation)[0];
    }

    /// <summary>Fits a model for each of several strengths, each from where the one before ended.</summary>
    /// <param name="table">What to learn from.</param>
    /// <param name="strengths">Each above 0; fastest if ascending.</param>
    /// <param name="options">Scaling, weights, tolerance; their own strength is not used.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>One fit for each strength, in their order.</returns>
    /// <exception cref="DiscernException">The table is empty, has a value that is not finite, or a class without rows.</exception>
    /// <exception cref="ArgumentException">An option or a weight is out of range.</exception>
    public static IReadOnlyList<LogisticFit> FitPath(TrainingTable table, IReadOnlyList<double> strengths, LogisticOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(strengths);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        Requirements.Check(table, options, workers);
        Requirements.CheckStrengths(strengths);
        using var path = new LogisticPath(table, [.. Enumerable.Range(0, table.Count)], options, workers, cancellation);
        return [.. strengths.Select(strength => path.Fit(strength, cancellation))];
    }
}
