namespace Discern.Pixels;

/// <summary>Labelled pixels, each colour of a class and group once with its count.</summary>
/// <param name="Classes">The names of the classes, in the order of labels.</param>
/// <param name="Rows">The pixels.</param>
/// <param name="Grouping">What the groups of the rows are.</param>
public sealed record PixelTable(IReadOnlyList<string> Classes, IReadOnlyList<PixelRow> Rows, PixelGrouping Grouping)
{
    /// <summary>How many pixels there are.</summary>
    public long Total => Rows.Sum(row => (long)row.Count);

    /// <summary>How many different colours there are.</summary>
    public int DistinctColours => Rows.Select(row => row.Colour).Distinct().Count();

    /// <summary>How many groups there are.</summary>
    public int Groups => Rows.Select(row => row.Group).Distinct().Count();

    /// <summary>How many pixels each class has.</summary>
    public long[] ClassCounts()
    {
        long[] counts = new long[Classes.Count];
        foreach (PixelRow row in Rows)
        {
            counts[row.Label] += row.Count;
        }

        return counts;
    }

    /// <summary>The rows as they stood before equal ones were counted: each as often as it is there, thinned where that would be too many.</summary>
    /// <param name="most">How many at the most; beyond, all counts shrink by one factor, to no less than 1.</param>
    /// <returns>Indices into <see cref="Rows"/>, ascending.</returns>
    public int[] Repeated(int most)
    {
        double keep = Math.Min(1, (double)most / Math.Max(1, Total));
        var repeated = new List<int>((int)Math.Min(Total, most));
        for (int row = 0; row < Rows.Count; row++)
        {
            int times = Math.Max(1, (int)Math.Round(Rows[row].Count * keep));
            for (int time = 0; time < times; time++)
            {
                repeated.Add(row);
            }
        }

        return [.. repeated];
    }
}
