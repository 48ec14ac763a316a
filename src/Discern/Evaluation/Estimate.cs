namespace Discern.Evaluation;

/// <summary>A metric's value with its 95 % bootstrap interval: <c>Low ≤ Value ≤ High</c>.</summary>
/// <param name="Value">The metric on the rows as they are.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public sealed record Estimate(double Value, double Low, double High)
{
    /// <summary>Whether a value lies in the interval, ends included: then the data do not tell the two apart.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
