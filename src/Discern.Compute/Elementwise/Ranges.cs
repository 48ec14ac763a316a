using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Cuts the items of a kernel into ranges and shares them among threads.</summary>
internal static class Ranges
{
    /// <summary>Values per range: 64 KiB of floats, enough to pay for a region and few enough to share.</summary>
    public const long Values = 16384;

    /// <summary>Runs a kernel over single values.</summary>
    public static void Run<TKernel>(long count, TKernel kernel, Workers workers)
        where TKernel : struct, IRangeKernel => Run(count, Values, kernel, workers);

    /// <summary>Runs a kernel over rows of <paramref name="width"/> values each, as many rows to a range as make it worth while.</summary>
    public static void RunRows<TKernel>(long rows, long width, TKernel kernel, Workers workers)
        where TKernel : struct, IRangeKernel => Run(rows, Math.Max(Values / Math.Max(width, 1), 1), kernel, workers);

    /// <summary>Runs a kernel over ranges of <paramref name="grain"/> items: the cut depends on nothing else, the number of threads least of all.</summary>
    public static void Run<TKernel>(long count, long grain, TKernel kernel, Workers workers)
        where TKernel : struct, IRangeKernel
    {
        ArgumentNullException.ThrowIfNull(workers);
        workers.For((int)((count + grain - 1) / grain), new Job<TKernel>(kernel, (nint)count, (nint)grain));
    }

    private readonly struct Job<TKernel>(TKernel kernel, nint count, nint grain) : IJob
        where TKernel : struct, IRangeKernel
    {
        public void Run(int index, int worker)
        {
            nint start = index * grain;
            VectorPath.Run(new Range<TKernel>(kernel, start, Math.Min(start + grain, count)));
        }
    }

    private readonly struct Range<TKernel>(TKernel kernel, nint start, nint end) : IVectorKernel
        where TKernel : struct, IRangeKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector> => kernel.Run<TVector, TLanes>(start, end);
    }
}
