namespace Discern.Compute.Depthwise;

/// <summary>The gradients of a depthwise convolution: one comes in, those that are present are written.</summary>
public readonly record struct DepthwiseGradients
{
    /// <summary>Of the output; it comes in.</summary>
    public Tensor Output { get; init; }

    /// <summary>Of the input; absent where nobody wants it.</summary>
    public Tensor Input { get; init; }

    /// <summary>Of the weights; absent where they are frozen.</summary>
    public Tensor Weights { get; init; }

    /// <summary>Of the bias; absent where it is frozen or there is none.</summary>
    public Tensor Bias { get; init; }
}
