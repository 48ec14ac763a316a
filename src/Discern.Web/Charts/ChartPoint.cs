namespace Discern.Web.Charts;

/// <summary>A point of a line.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
/// <param name="Low">The lower end of its interval; NaN where none is drawn.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct ChartPoint(double X, double Y, double Low = double.NaN, double High = double.NaN);
