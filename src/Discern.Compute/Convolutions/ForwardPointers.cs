namespace Discern.Compute.Convolutions;

/// <summary>Where the forward pass of a convolution reads and writes.</summary>
internal readonly unsafe struct ForwardPointers
{
    public required float* Input { get; init; }

    /// <summary>The weights, panel by panel.</summary>
    public required float* Panels { get; init; }

    /// <summary>One value per filter, or null.</summary>
    public required float* Bias { get; init; }

    public required float* Output { get; init; }

    /// <summary>What is added to the output before its activation, of the same shape and maybe the same memory; or null. None where the output is pooled.</summary>
    public float* Addend { get; init; }

    public bool IsAdded => Addend is not null;

    /// <summary>From the output to what is added, in floats.</summary>
    public nint AddendDistance => (nint)(Addend - Output);

    /// <summary>Where each pooled value came from, or null where nobody will ask.</summary>
    public byte* Argmax { get; init; }
}
