using Discern.Compute.Threading;
using Discern.Features;

namespace Discern.Classifiers.Logistic;

/// <summary>What a table and options must fulfil before anything is fitted; a sentence where they do not.</summary>
internal static class Requirements
{
    public static void Check(TrainingTable table, LogisticOptions options, Workers workers)
    {
        CheckOptions(table, options);
        if (table.Count == 0)
        {
            throw new DiscernException("The table of features has no rows. Add labelled examples.");
        }

        if (table.Features.Shape[1] == 0)
        {
            throw new DiscernException("The table of features has no columns, so there is nothing to tell the classes apart by. Choose features.");
        }

        CheckWeights(table);
        CheckClasses(table.Classes, table.Labels);
        FiniteValues.Require(table.Features, workers);
    }

    public static void CheckStrengths(IReadOnlyList<double> strengths)
    {
        foreach (double strength in strengths)
        {
            if (!double.IsFinite(strength) || strength <= 0)
            {
                throw new ArgumentOutOfRangeException(nameof(strengths), strength, "A strength (C) must be a finite number above 0; the larger, the weaker the penalty.");
            }
        }
    }

    /// <summary>Refuses a class that no row of positive weight belongs to.</summary>
    public static void CheckClassWeights(ReadOnlySpan<double> totals)
    {
        for (int label = 0; label < totals.Length; label++)
        {
            if (!(totals[label] > 0))
            {
                throw new DiscernException($"All training rows of class {label} have the weight 0, so it cannot be learned. Give one of them a weight above 0, or leave the class out.");
            }
        }
    }

    private static void CheckOptions(TrainingTable table, LogisticOptions options)
    {
        if (!(options.Tolerance > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Tolerance, "The tolerance must be above 0.");
        }

        if (!(options.ScalingPower is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.ScalingPower, "The power of the scaling must be above 0 and at most 1.");
        }

        if (options.FocalGamma is { } gamma && !(gamma is >= 0 and <= 10))
        {
            throw new ArgumentOutOfRangeException(nameof(options), gamma, "The γ of focal loss lies between 0 and 10.");
        }

        if (options.LogitOffsets is { } offsets && (offsets.Count != table.Classes || !offsets.All(double.IsFinite)))
        {
            throw new ArgumentException($"Logit adjustment needs one finite number for each of {table.Classes} classes.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaximumIterations, nameof(options));
        if (options.ClassWeights is not { } weights)
        {
            return;
        }

        if (weights.Count != table.Classes)
        {
            throw new ArgumentException($"There are {weights.Count} class weights for {table.Classes} classes; each class needs one.", nameof(options));
        }

        for (int label = 0; label < weights.Count; label++)
        {
            if (!float.IsFinite(weights[label]) || weights[label] <= 0)
            {
                throw new ArgumentException($"The weight of class {label} is {weights[label]}; it must be a finite number above 0.", nameof(options));
            }
        }
    }

    private static void CheckWeights(TrainingTable table)
    {
        if (table.Weights is not { } weights)
        {
            return;
        }

        if (weights.Count != table.Count)
        {
            throw new ArgumentException($"There are {weights.Count} weights for {table.Count} rows; each row needs one.", nameof(table));
        }

        for (int row = 0; row < weights.Count; row++)
        {
            if (!double.IsFinite(weights[row]) || weights[row] < 0)
            {
                throw new ArgumentException($"The weight of row {row} is {weights[row]}; it must be a finite number, 0 or more.", nameof(table));
            }
        }
    }

    private static void CheckClasses(int classes, IReadOnlyList<int> labels)
    {
        bool[] isThere = new bool[classes];
        foreach (int label in labels)
        {
            isThere[label] = true;
        }

        if (isThere.Count(there => there) < 2)
        {
            throw new DiscernException($"All {labels.Count} rows belong to class {labels[0]}, and one class alone cannot be told from others. Add examples of another class.");
        }

        int missing = Array.IndexOf(isThere, value: false);
        if (missing >= 0)
        {
            throw new DiscernException($"Class {missing} of {classes} has no rows, so it cannot be learned. Add examples of it, or leave the class out.");
        }
    }
}
