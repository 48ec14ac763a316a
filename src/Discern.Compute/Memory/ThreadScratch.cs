namespace Discern.Compute.Memory;

/// <summary>
/// Native memory that belongs to the calling thread and stays warm in its cache: packed panels, padded pictures, rows
/// between two fused steps. What one call to <see cref="Rent"/> gave is void at the thread's next call.
/// </summary>
internal static unsafe class ThreadScratch
{
    [ThreadStatic]
    private static Arena? arena;

    /// <summary>Lends memory for at least so many floats, not cleared.</summary>
    public static float* Rent(long floats)
    {
        long bytes = Arena.RoundUp(Math.Max(floats, 1) * sizeof(float));
        if (arena is null || arena.ByteCount < bytes)
        {
            arena?.Dispose();
            arena = new Arena(bytes + (bytes / 4));
        }

        return arena.Tensor(0, new Shape(1)).Pointer;
    }
}
