namespace Discern.Explaining;

/// <summary>What each pixel adds to the answer for one class.</summary>
/// <param name="Label">The class's number.</param>
/// <param name="Class">Its name.</param>
/// <param name="Values">Row by row, as many as the picture has pixels; above 0 speaks for the class, below 0 against it.</param>
/// <param name="Output">What is explained: the answer for the picture.</param>
/// <param name="Base">What the answer is where nothing of the picture is seen; null for methods that know none.</param>
public sealed record AttributionMap(int Label, string Class, IReadOnlyList<float> Values, double Output, double? Base)
{
    /// <summary>The sum of all values.</summary>
    public double Sum { get; } = Values.Sum(value => (double)value);

    /// <summary>Base + sum − output: what a method that adds up leaves unexplained; null for methods without a base.</summary>
    public double? Gap => Base + Sum - Output;

    /// <summary>How faithful the map is; null where that was not asked for.</summary>
    public MapScores? Scores { get; init; }
}
