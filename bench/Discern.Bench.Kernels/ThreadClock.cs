using System.Runtime.InteropServices;

namespace Discern.Bench.Kernels;

/// <summary>The processor time of the calling thread: on a shared machine it drifts less than the wall clock.</summary>
internal static unsafe partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Seconds
    {
        get
        {
            long* time = stackalloc long[2];
            _ = GetTime(ThreadProcessorTime, time);
            return time[0] + (time[1] * 1e-9);
        }
    }

    /// <summary>Seconds of one call: the median of many short slices, or the best of them.</summary>
    public static (double Median, double Best) Measure(Action work, int slices = 15, double secondsPerSlice = 0.04)
    {
        work();
        double start = Seconds;
        work();
        double once = Math.Max(Seconds - start, 1e-7);
        int calls = Math.Max(1, (int)(secondsPerSlice / once));
        var times = new double[slices];
        for (int slice = 0; slice < slices; slice++)
        {
            start = Seconds;
            for (int call = 0; call < calls; call++)
            {
                work();
            }

            times[slice] = (Seconds - start) / calls;
        }

        Array.Sort(times);
        return (times[slices / 2], times[0]);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, long* time);
}
