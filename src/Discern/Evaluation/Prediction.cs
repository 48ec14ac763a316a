namespace Discern.Evaluation;

/// <summary>What the classifier said about one picture, beside the truth.</summary>
/// <param name="Path">The picture's path, relative to the data set's root, with forward slashes.</param>
/// <param name="Label">The true class, an index into the table's classes.</param>
/// <param name="Predicted">The answered class, an index into the table's classes. A chosen threshold may make it another than the most probable one.</param>
/// <param name="Probabilities">One probability per class, each in [0, 1], in the order of the table's classes.</param>
public sealed record Prediction(string Path, int Label, int Predicted, float[] Probabilities)
{
    /// <summary>How many examples the row stands for, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What the row belongs to: rows of one group are no evidence of their own, and intervals rest on the groups. Null: nothing but itself.</summary>
    public string? Group { get; init; }
}
