namespace Discern.Neural.Onnx;

/// <summary>What a reader of ONNX files must be told.</summary>
public sealed record OnnxReadOptions
{
    /// <summary>Rows of the pictures where the file leaves them open, at least 1.</summary>
    public int Height { get; init; } = 224;

    /// <summary>Columns of the pictures where the file leaves them open, at least 1.</summary>
    public int Width { get; init; } = 224;

    /// <summary>The name of the tensor, or of the node, that becomes the graph's output; absent: the file's first output.</summary>
    public string? Output { get; init; }
}
