using Discern.Compute;

namespace Discern.Balancing;

/// <summary>Labelled rows of features to resample; copies nothing.</summary>
public sealed record SamplingTable
{
    /// <summary>Names the parts of the table.</summary>
    /// <param name="features">Rows × features; whoever owns the memory keeps it while the table is in use.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="classes">The classes' names, for sentences.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a label is not one of the classes.</exception>
    public SamplingTable(Tensor features, IReadOnlyList<int> labels, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        if (features.Shape.Rank != 2 || features.Shape.Batch != labels.Count)
        {
            throw new ArgumentException($"A table of {features.Shape} values does not fit {labels.Count} labels: it needs one row for each.", nameof(features));
        }

        if (labels.Any(label => label < 0 || label >= classes.Count))
        {
            throw new ArgumentException($"A label is not one of the {classes.Count} classes, 0 to {classes.Count - 1}.", nameof(labels));
        }

        Features = features;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>Rows × features.</summary>
    public Tensor Features { get; }

    /// <summary>The class of each row, from 0.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes { get; }
}
