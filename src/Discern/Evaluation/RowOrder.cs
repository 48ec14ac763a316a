namespace Discern.Evaluation;

/// <summary>
/// Orders predictions by all that a metric can see of them, so that sums run and samples fall the same whatever order the rows
/// came in. Rows that compare equal are interchangeable.
/// </summary>
internal sealed class RowOrder : IComparer<Prediction>
{
    private RowOrder()
    {
    }

    /// <summary>The order.</summary>
    public static RowOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Prediction? x, Prediction? y)
    {
        int order = x!.Label.CompareTo(y!.Label);
        order = order != 0 ? order : x.Predicted.CompareTo(y.Predicted);
        order = order != 0 ? order : x.Probabilities.AsSpan().SequenceCompareTo(y.Probabilities);
        order = order != 0 ? order : x.Count.CompareTo(y.Count);
        return order != 0 ? order : string.CompareOrdinal(x.Group, y.Group);
    }
}
