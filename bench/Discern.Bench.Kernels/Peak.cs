using Discern.Compute.Peaks;

namespace Discern.Bench.Kernels;

/// <summary>What one core can do at the most, in thread time.</summary>
internal static class Peak
{
    private const int Rounds = 200_000;

    /// <summary>GFLOP/s of a slice of a few milliseconds.</summary>
    public static double Measure()
    {
        double start = ThreadClock.Seconds;
        double operations = MultiplyAdds.Run(Rounds);
        return operations / (ThreadClock.Seconds - start) / 1e9;
    }
}
