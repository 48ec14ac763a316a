namespace Discern.Compute.Elementwise;

/// <summary>Joins what pieces of a batch found: in their order and in double precision, so that the sums are the same to the last bit for any number of threads.</summary>
internal static unsafe class PartialSums
{
    // Sums that grow side by side, since each waits for the piece before.
    private const int Together = 64;

    /// <summary>Adds the pieces up.</summary>
    /// <param name="partials">The first piece's sums.</param>
    /// <param name="pieces">How many pieces there are.</param>
    /// <param name="stride">Floats from one piece's sums to the next one's.</param>
    /// <param name="columns">Sums of each piece.</param>
    /// <param name="sums">Receives one value per column.</param>
    public static void Add(float* partials, long pieces, nint stride, int columns, float* sums)
    {
        double* all = stackalloc double[Together];
        for (int first = 0; first < columns; first += Together)
        {
            int count = Math.Min(Together, columns - first);
            new Span<double>(all, Together).Clear();
            float* piece = partials + first;
            for (long index = 0; index < pieces; index++, piece += stride)
            {
                for (int column = 0; column < count; column++)
                {
                    all[column] += piece[column];
                }
            }

            for (int column = 0; column < count; column++)
            {
                sums[first + column] = (float)all[column];
            }
        }
    }
}
