using System.Runtime.Intrinsics.X86;
using Discern.Compute.Peaks;
using Discern.Compute.Threading;

namespace Discern.Compute.Tests.Peaks;

public sealed class MachinePeakTests
{
    [Fact]
    public void The_slower_of_arithmetic_and_memory_sets_the_least_time()
    {
        var peak = new MachinePeak(OperationsPerSecond: 100, BytesPerSecond: 10);

        Assert.Equal(3, peak.LeastSeconds(operations: 300, bytes: 20));
        Assert.Equal(5, peak.LeastSeconds(operations: 300, bytes: 50));
    }

    [Fact]
    public void Both_peaks_are_measured()
    {
        using var workers = new Workers(2);

        MachinePeak peak = MachinePeak.Measure(workers);

        // The slowest processor that runs .NET is above these, and no two cores are beyond them.
        Assert.InRange(peak.OperationsPerSecond, 1e8, 1e13);
        Assert.InRange(peak.BytesPerSecond, 1e7, 1e13);
    }

    [Fact]
    public void A_round_is_twenty_multiplications_and_additions_for_each_lane()
    {
        int lanes = Avx512F.IsSupported ? 16 : 8;

        Assert.Equal(2.0 * 20 * lanes * 7, MultiplyAdds.Run(7));
    }
}
