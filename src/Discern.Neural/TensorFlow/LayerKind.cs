namespace Discern.Neural.TensorFlow;

/// <summary>What a layer of a file computes.</summary>
internal enum LayerKind
{
    /// <summary>Something that is not known here.</summary>
    Unknown,

    /// <summary>The first input, unchanged.</summary>
    Identity,

    /// <summary>Two-dimensional convolution: picture, kernel, perhaps bias.</summary>
    Convolution,

    /// <summary>Convolution of each channel by itself: picture, kernel, perhaps bias.</summary>
    DepthwiseConvolution,

    /// <summary>Matrix product: vectors, kernel, perhaps bias.</summary>
    Dense,

    /// <summary>Sum of two layers, or of a layer and constants.</summary>
    Add,

    /// <summary>Difference of a layer and constants.</summary>
    Subtract,

    /// <summary>Product of two layers, or of a layer and constants.</summary>
    Multiply,

    /// <summary>The smaller of a layer and a constant.</summary>
    Minimum,

    /// <summary>The larger of a layer and a constant.</summary>
    Maximum,

    /// <summary>Mean of each window.</summary>
    AveragePool,

    /// <summary>Largest value of each window.</summary>
    MaxPool,

    /// <summary>Mean over axes.</summary>
    Mean,

    /// <summary>The same values in another shape.</summary>
    Reshape,

    /// <summary>Zeros around a picture.</summary>
    Pad,

    /// <summary>Channels side by side.</summary>
    Concat,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    HardSwish,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>Shares of 1.</summary>
    Softmax,
}
