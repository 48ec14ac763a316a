namespace Discern.Compute.Vectors;

/// <summary>How many bits a vector of the kernels has.</summary>
public enum VectorWidth
{
    /// <summary>SSE on x86, AdvSimd on Arm.</summary>
    Bits128 = 128,

    /// <summary>AVX2 with fused multiply-add.</summary>
    Bits256 = 256,

    /// <summary>AVX-512.</summary>
    Bits512 = 512,
}
