namespace Discern.Neural.TensorFlow.Web;

/// <summary>How a weight is stored.</summary>
internal sealed record WebWeight
{
    public string Name { get; init; } = string.Empty;

    public IReadOnlyList<int>? Shape { get; init; }

    public string Dtype { get; init; } = string.Empty;

    public WebQuantization? Quantization { get; init; }

    /// <summary>The kind of number in the file: that of the quantisation where there is one.</summary>
    public string StoredAs => Quantization?.Dtype ?? Dtype;
}
