namespace Discern.Neural.TensorFlow;

/// <summary>Which part of a file's network is wanted.</summary>
public sealed record TensorFlowOptions
{
    /// <summary>
    /// The names, in the file, of the feature maps to give: each averaged over the picture, all side by side.
    /// None: what the last pooling before the classifier averages.
    /// </summary>
    public IReadOnlyList<string> Taps { get; init; } = [];

    /// <summary>Rows and columns of the pictures that go in; absent: the file's own.</summary>
    public int? Size { get; init; }
}
