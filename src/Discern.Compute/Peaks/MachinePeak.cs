using Discern.Compute.Elementwise;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Compute.Peaks;

/// <summary>What a machine can do at the most with so many threads: the two edges of a roofline.</summary>
/// <remarks>Williams, Waterman and Patterson, "Roofline: an insightful visual performance model" (CACM 52, 2009).</remarks>
/// <param name="OperationsPerSecond">Floating-point operations by fused multiply-adds in 32 bits among registers.</param>
/// <param name="BytesPerSecond">Bytes read and written by adding two vectors far larger than the caches (STREAM's "Add"; McCalpin, 1995).</param>
public readonly record struct MachinePeak(double OperationsPerSecond, double BytesPerSecond)
{
    private const int Slices = 8;
    private const int RoundsPerSlice = 600_000;
    private const int Passes = 4;

    // Three of these, 96 MiB, are far more than the caches that cores have to themselves.
    private const int FloatsPerVector = 8 << 20;

    /// <summary>Measures both, each by the best of several slices, in two or three tenths of a second.</summary>
    /// <param name="workers">The threads that the peak is of.</param>
    /// <param name="clock">The clock; the system's where absent.</param>
    /// <exception cref="DiscernException">The machine has not the memory for it.</exception>
    public static MachinePeak Measure(Workers workers, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(workers);
        clock ??= TimeProvider.System;
        return new MachinePeak(Arithmetic(workers, clock), Bandwidth(workers, clock));
    }

    /// <summary>The least time in which so much can be done: arithmetic and memory at work side by side, the slower one deciding.</summary>
    public double LeastSeconds(double operations, double bytes) => Math.Max(operations / OperationsPerSecond, bytes / BytesPerSecond);

    private static double Arithmetic(Workers workers, TimeProvider clock)
    {
        double best = 0;
        double[] operations = new double[workers.Count];
        for (int slice = 0; slice < Slices; slice++)
        {
            long start = clock.GetTimestamp();
            workers.For(operations.Length, new MultiplyAddJob(operations));
            best = Math.Max(best, operations.Sum() / clock.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static double Bandwidth(Workers workers, TimeProvider clock)
    {
        var shape = new Shape(FloatsPerVector);
        long bytes = Arena.BytesOf(shape);
        using var arena = new Arena(3 * bytes);
        double best = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            long start = clock.GetTimestamp();
            Addition.Run(arena.Tensor(0, shape), arena.Tensor(bytes, shape), arena.Tensor(2 * bytes, shape), workers);
            best = Math.Max(best, 3 * bytes / clock.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private readonly struct MultiplyAddJob(double[] operations) : IJob
    {
        public void Run(int index, int worker) => operations[index] = MultiplyAdds.Run(RoundsPerSlice);
    }
}
