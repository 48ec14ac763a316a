namespace Discern.Web.Reports;

/// <summary>How many pictures each class has in one split.</summary>
/// <param name="Name">The split in a sentence: "training", "validation" or "test".</param>
/// <param name="Counts">Pictures by class, in the order of the report's classes.</param>
public sealed record SplitDistribution(string Name, IReadOnlyList<long> Counts)
{
    /// <summary>Pictures in the split.</summary>
    public long Total => Counts.Sum();

    /// <summary>The largest class over the smallest one: 1 is balanced, infinite where a class is empty, NaN where all are.</summary>
    public double ImbalanceRatio => Counts.Count == 0 ? double.NaN : (double)Counts.Max() / Counts.Min();
}
