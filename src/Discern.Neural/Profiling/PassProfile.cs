using Discern.Compute.Peaks;

namespace Discern.Neural.Profiling;

/// <summary>What some work took, and what was done in that time.</summary>
/// <param name="Calls">How many times it was done.</param>
/// <param name="Seconds">The time of all calls.</param>
/// <param name="Operations">Floating-point operations, a multiplication and an addition counted as two; 0 where they are not known.</param>
/// <param name="Bytes">The least that must be read and written: each tensor once, as if the caches held nothing between two operations.</param>
public readonly record struct PassProfile(long Calls, double Seconds, double Operations, double Bytes)
{
    /// <summary>Both together.</summary>
    public static PassProfile operator +(PassProfile left, PassProfile right) => new(
        left.Calls + right.Calls, left.Seconds + right.Seconds, left.Operations + right.Operations, left.Bytes + right.Bytes);

    /// <summary>Both together.</summary>
    public static PassProfile Add(PassProfile left, PassProfile right) => left + right;

    /// <summary>Whether memory, not arithmetic, sets the least time.</summary>
    public bool IsMemoryBound(MachinePeak peak) => Bytes / peak.BytesPerSecond > Operations / peak.OperationsPerSecond;

    /// <summary>The least time in which the machine could do it.</summary>
    public double LeastSeconds(MachinePeak peak) => peak.LeastSeconds(Operations, Bytes);
}
