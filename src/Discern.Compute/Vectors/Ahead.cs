using System.Runtime.CompilerServices;

namespace Discern.Compute.Vectors;

/// <summary>Asks for memory before it is read, so that nobody waits for it.</summary>
internal static unsafe class Ahead
{
    // Floats of a line of the cache.
    private const int Line = 16;

    /// <summary>Asks for some floats; those beyond the end of what is there do no harm.</summary>
    /// <returns>The place behind them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* Ask<TVector, TLanes>(float* place, nint floats)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        for (float* end = place + floats; place < end; place += Line)
        {
            TLanes.Prefetch(place);
        }

        return place;
    }
}
