namespace Discern.Evaluation.Intervals;

/// <summary>Between what a metric can lie, and on how many rows it rests.</summary>
/// <param name="Minimum">The least possible value.</param>
/// <param name="Maximum">The greatest possible value.</param>
/// <param name="Rows">The rows that the value rests on: for a recall the class's pictures, for an average all. 0 where the metric is undefined.</param>
internal readonly record struct MetricRange(double Minimum, double Maximum, int Rows)
{
    /// <summary>The range of a share.</summary>
    public static MetricRange Share(int rows) => new(0, 1, rows);
}
