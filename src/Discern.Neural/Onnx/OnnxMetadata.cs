namespace Discern.Neural.Onnx;

/// <summary>What an ONNX file says beside the network itself.</summary>
public sealed record OnnxMetadata
{
    /// <summary>The names of the classes in the order of the probabilities; none: the network gives features, not classes.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The probability of the second of two classes from which on it is chosen, 0 to 1; absent: the likelier one.</summary>
    public double? Threshold { get; init; }

    /// <summary>What a classifier's logits are divided by before softmax or sigmoid, above 0; absent: nothing. It is written into the network and not told when it is read.</summary>
    public double? Temperature { get; init; }

    /// <summary>How pictures are brought to the network's size, in the words of the image decoder, such as "Squash" or "Crop"; absent: not told.</summary>
    public string? Resize { get; init; }

    /// <summary>What to do to pixels; absent: not told, or the network does all itself.</summary>
    public OnnxPreprocessing? Preprocessing { get; init; }

    /// <summary>Whatever else stands in the file's metadata, by its keys.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
