namespace Discern.Neural.Graphs;

/// <summary>How a convolution passes over its input.</summary>
public sealed record ConvolutionOptions
{
    /// <summary>Step between outputs in both directions: 1 or 2.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros around the input.</summary>
    public PaddingRule Padding { get; init; } = PaddingRule.Valid;

    /// <summary>Whether each filter adds a number of its own.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>What the kernel holds before training.</summary>
    public Initializer Initializer { get; init; } = Initializer.GlorotUniform;
}
