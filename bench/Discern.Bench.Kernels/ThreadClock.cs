using System.Runtime.InteropServices;

namespace Discern.Bench.Kernels;

/// <summary>The processor time of the calling thread: on a shared machine it drifts less than the wall clock.</summary>
internal static unsafe partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;
    private const double WarmUpSeconds = 1;

    public static double Seconds
    {
        get
        {
            long* time = stackalloc long[2];
            _ = GetTime(ThreadProcessorTime, time);
            return time[0] + (time[1] * 1e-9);
        }
    }

    /// <summary>How many calls fill a slice of about so many seconds, at least one, once the code runs at its final speed.</summary>
    public static int CallsPerSlice(Action work, double seconds)
    {
        // The runtime compiles the code around the kernels twice: hastily at first, well after some tenths of a second.
        double start = Seconds;
        int calls = 0;
        do
        {
            work();
            calls++;
        }
        while (Seconds - start < WarmUpSeconds);
        return Math.Max(1, (int)(seconds * calls / (Seconds - start)));
    }

    /// <summary>Seconds of one call, the mean of so many.</summary>
    public static double Measure(Action work, int calls)
    {
        double start = Seconds;
        for (int call = 0; call < calls; call++)
        {
            work();
        }

        return (Seconds - start) / calls;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, long* time);
}
