namespace Discern.Compute.Convolutions;

/// <summary>What is read on the way back through pooling and activation.</summary>
internal readonly unsafe struct SpreadPointers
{
    /// <summary>What came out of the pooling.</summary>
    public required float* Pooled { get; init; }

    /// <summary>Which of the four each maximum was.</summary>
    public required byte* Argmax { get; init; }

    /// <summary>The loss by what came out.</summary>
    public required float* PooledGradient { get; init; }
}
