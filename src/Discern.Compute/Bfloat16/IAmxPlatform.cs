namespace Discern.Compute.Bfloat16;

/// <summary>What the gate to the tile instructions asks of processor and system; tests answer in their place.</summary>
internal unsafe interface IAmxPlatform
{
    /// <summary>Whether processor and system are those that the machine code is written for.</summary>
    bool IsLinuxX64 { get; }

    /// <summary>What CPUID tells in EDX for leaf 7, subleaf 0.</summary>
    int FeatureBits { get; }

    /// <summary>The parts of the processor's state that the system can keep for a thread, one bit each; 0 where it cannot say.</summary>
    ulong StateSupported { get; }

    /// <summary>Asks the system for leave to use the tiles' data.</summary>
    /// <returns>0, or the error's number.</returns>
    int RequestTileData();

    /// <summary>Copies code into memory that is executable and not writable.</summary>
    /// <param name="code">The code.</param>
    /// <param name="failure">What failed, as the end of a sentence.</param>
    /// <returns>Where it lies, for the rest of the process; null where the system refuses.</returns>
    byte* Map(ReadOnlySpan<byte> code, out string failure);
}
