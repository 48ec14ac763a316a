namespace Discern.Web.Charts;

/// <summary>A place across the chart that is pointed out, by a line over its whole height.</summary>
/// <param name="X">Where.</param>
/// <param name="Label">What it is: words of ours, not of a file.</param>
internal readonly record struct ChartMark(double X, string Label);
