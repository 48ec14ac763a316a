namespace Discern.Neural.Graphs;

/// <summary>How a pooling window passes over its input.</summary>
public sealed record PoolingOptions
{
    /// <summary>Step between windows in both directions; absent: the window's size.</summary>
    public int? Stride { get; init; }

    /// <summary>Rows and columns around the input that count for nothing.</summary>
    public PaddingRule Padding { get; init; } = PaddingRule.Valid;
}
