namespace Discern.Evaluation.Intervals;

/// <summary>The margins and the diagonal of a confusion matrix: all that its metrics need, in memory linear in the classes.</summary>
/// <param name="classes">The number of classes.</param>
internal sealed class Tally(int classes)
{
    /// <summary>The number of classes.</summary>
    public int Classes => classes;

    /// <summary>The rows that truly are of each class.</summary>
    public int[] Support { get; } = new int[classes];

    /// <summary>The rows answered with each class.</summary>
    public int[] Predicted { get; } = new int[classes];

    /// <summary>The rows of each class that were answered with it.</summary>
    public int[] Hits { get; } = new int[classes];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The number of right rows.</summary>
    public int Right { get; private set; }

    /// <summary>Counts rows.</summary>
    public void Add(int label, int predicted, int times)
    {
        Count += times;
        Support[label] += times;
        Predicted[predicted] += times;
        if (label == predicted)
        {
            Hits[label] += times;
            Right += times;
        }
    }
}
