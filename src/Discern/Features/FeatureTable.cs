namespace Discern.Features;

/// <summary>The features of many pictures.</summary>
/// <param name="Columns">Numbers of each picture.</param>
/// <param name="Values">Row by row: rows × columns.</param>
/// <param name="Indices">For each row, the picture's place in the list that was asked for; those that could not be read are left out.</param>
/// <param name="Failures">Those that could not be read, each with its reason.</param>
public sealed record FeatureTable(int Columns, float[] Values, IReadOnlyList<int> Indices, IReadOnlyList<FeatureRow> Failures)
{
    /// <summary>How many pictures there are features of.</summary>
    public int Rows => Indices.Count;

    /// <summary>The features of one row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
