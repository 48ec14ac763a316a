namespace Discern.Neural.Onnx;

/// <summary>The names of tensors in the files that Discern writes.</summary>
internal static class OnnxNames
{
    /// <summary>Pixels, N × H × W × C, 0 to 255; or vectors.</summary>
    public const string Input = "input";

    /// <summary>Pixels as the network takes them, N × H × W × C.</summary>
    public const string Preprocessed = "preprocessed";

    /// <summary>What the network itself gives, before softmax or sigmoid.</summary>
    public const string Logits = "logits";

    /// <summary>What a network without classes gives.</summary>
    public const string Features = "features";

    /// <summary>A probability per class.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The number of the chosen class.</summary>
    public const string Label = "label";
}
