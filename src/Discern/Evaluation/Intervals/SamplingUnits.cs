namespace Discern.Evaluation.Intervals;

/// <summary>What a sample is drawn of: groups of rows, or the rows themselves where they have no group. A drawn row counts as often as it stands for examples.</summary>
internal sealed class SamplingUnits
{
    private readonly int[] unitOf;
    private readonly int[] countOf;

    /// <summary>Finds the units of rows, numbered in the order in which they appear.</summary>
    public SamplingUnits(IReadOnlyList<Prediction> rows)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        unitOf = new int[rows.Count];
        countOf = new int[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            countOf[row] = rows[row].Count;
            if (rows[row].Group is not { } group)
            {
                unitOf[row] = Count++;
            }
            else if (!numbers.TryGetValue(group, out unitOf[row]))
            {
                numbers.Add(group, unitOf[row] = Count++);
            }
        }
    }

    /// <summary>The number of units.</summary>
    public int Count { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => unitOf.Length;

    /// <summary>How often each row is in a sample of units.</summary>
    /// <param name="times">How often each unit is.</param>
    /// <param name="rowTimes">Receives the number for each row.</param>
    public void Expand(ReadOnlySpan<int> times, Span<int> rowTimes)
    {
        for (int row = 0; row < rowTimes.Length; row++)
        {
            rowTimes[row] = times[unitOf[row]] * countOf[row];
        }
    }
}
