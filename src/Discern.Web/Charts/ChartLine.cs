namespace Discern.Web.Charts;

/// <summary>One line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Colour">A CSS value.</param>
/// <param name="Points">Its points in the order in which they are joined.</param>
internal sealed record ChartLine(string Name, string Colour, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Whether it is a reference, drawn in dashes, rather than a result.</summary>
    public bool IsReference { get; init; }
}
