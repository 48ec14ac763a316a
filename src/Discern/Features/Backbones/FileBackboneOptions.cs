namespace Discern.Features.Backbones;

/// <summary>What a network's file does not say of itself.</summary>
public sealed record FileBackboneOptions
{
    /// <summary>The names, in the file, of the tensors to take features from; none: what the last pooling before the classifier averages.</summary>
    public IReadOnlyList<string> Taps { get; init; } = [];

    /// <summary>How pixels are prepared; −1 to 1 by default, as TensorFlow's own networks expect.</summary>
    public Preprocessing Preprocessing { get; init; } = Preprocessing.MinusOneToOne;

    /// <summary>Rows and columns of the pictures that go in; absent: the file's own.</summary>
    public int? Size { get; init; }
}
