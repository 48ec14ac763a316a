namespace Discern.Serving;

/// <summary>Counts values by size, in fixed steps: any number of values takes the same memory. Safe to use from many threads.</summary>
public sealed class Histogram
{
    private readonly Lock gate = new();
    private readonly double[] bounds;
    private readonly long[] counts;
    private double sum;

    /// <summary>Makes an empty one.</summary>
    /// <param name="bounds">The largest value of each step, rising; what is above the last has a step of its own.</param>
    public Histogram(params double[] bounds)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        this.bounds = [.. bounds];
        counts = new long[bounds.Length + 1];
    }

    /// <summary>Counts a value.</summary>
    public void Observe(double value)
    {
        int found = Array.BinarySearch(bounds, value);
        int step = found < 0 ? ~found : found;
        lock (gate)
        {
            counts[step]++;
            sum += value;
        }
    }

    /// <summary>What was counted so far.</summary>
    public HistogramCounts Read()
    {
        lock (gate)
        {
            return new HistogramCounts(bounds, [.. counts], sum);
        }
    }
}
