using Discern.Compute;

namespace Discern.Classifiers.Logistic;

/// <summary>A labelled table of features to learn from.</summary>
public sealed record TrainingTable
{
    /// <summary>Names the parts of the table; copies nothing.</summary>
    /// <param name="features">Rows × features; whoever owns the memory keeps it while the table is in use.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a label is not one of the classes.</exception>
    public TrainingTable(Tensor features, IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (features.Shape.Rank != 2 || features.Shape.Batch != labels.Count)
        {
            throw new ArgumentException($"A table of {features.Shape} values does not fit {labels.Count} labels: it needs one row for each.", nameof(features));
        }

        for (int row = 0; row < labels.Count; row++)
        {
            if (labels[row] < 0 || labels[row] >= classes)
            {
                throw new ArgumentException($"The label of row {row} is {labels[row]}; with {classes} classes it must lie between 0 and {classes - 1}.", nameof(labels));
            }
        }

        Features = features;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>Rows × features.</summary>
    public Tensor Features { get; }

    /// <summary>The class of each row, from 0.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>How often each row counts, finite and at least 0; a weight of 2 is the same as the row twice. Null for once each.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>The group of each row, which cross-validation never splits; null for none.</summary>
    public IReadOnlyList<string?>? Groups { get; init; }

    /// <summary>The rows at which each picture's views begin, ascending: a view follows the other. Null where each row is a picture of its own.</summary>
    public IReadOnlyList<int>? FirstViews { get; init; }

    /// <summary>The number of rows.</summary>
    public int Count => Labels.Count;
}
