namespace Discern.Runs;

/// <summary>One layer of a network as <c>run.json</c> and a network's YAML file name it; what a kind does not use is null.</summary>
/// <param name="Kind">What the layer does, such as <c>convolution</c> or <c>dense</c>.</param>
public sealed record LayerDescription(string Kind)
{
    /// <summary>Output channels of a convolution.</summary>
    public int? Filters { get; init; }

    /// <summary>The side of a convolution's kernel or a pooling window, in pixels.</summary>
    public int? Kernel { get; init; }

    /// <summary>The step between two places of the kernel, in pixels.</summary>
    public int? Stride { get; init; }

    /// <summary><c>valid</c> (the picture shrinks) or <c>same</c> (zeros around it keep its size).</summary>
    public string? Padding { get; init; }

    /// <summary>Outputs of a dense layer.</summary>
    public int? Units { get; init; }

    /// <summary>How much of their last value a batch normalisation's running averages keep at each step, in [0, 1).</summary>
    public float? Momentum { get; init; }

    /// <summary>The share of values that a dropout layer drops, in [0, 1).</summary>
    public float? Rate { get; init; }
}
