using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Memory;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>
/// Mean and sum of squared distances from it, of each channel over the rows of a piece. Memory is read once: a few rows at a time, twice while they are in the cache.
/// </summary>
/// <remarks>Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).</remarks>
/// <param name="channels">Channels.</param>
/// <param name="grain">Rows of a piece.</param>
/// <param name="input">The rows.</param>
/// <param name="partials">Receives for each piece the means and then the sums.</param>
internal readonly unsafe struct MomentsKernel(nint channels, nint grain, float* input, float* partials) : IRangeKernel
{
    // A block of 16 KiB is still in the first-level cache when it is read again.
    private const int BlockValues = 4096;
    private const int LeastRows = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        float* means = partials + (start / grain * channels * 2);
        float* squares = means + channels;
        new Span<float>(means, (int)channels * 2).Clear();
        float* blockMeans = ThreadScratch.Rent(channels * 2);
        float* blockSquares = blockMeans + channels;
        nint block = Math.Max(BlockValues / channels, LeastRows);
        for (nint row = start; row < end; row += block)
        {
            nint rows = Math.Min(block, end - row);
            new Span<float>(blockMeans, (int)channels * 2).Clear();
            AddValues<TVector, TLanes>(input + (row * channels), rows, blockMeans);
            Scale<TVector, TLanes>(blockMeans, 1f / rows);
            AddSquares<TVector, TLanes>(input + (row * channels), rows, blockMeans, blockSquares);
            Merge<TVector, TLanes>(blockMeans, blockSquares, rows, row - start, means, squares);
        }
    }

    private void AddValues<TVector, TLanes>(float* source, nint rows, float* sums)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            // Four rows at once, since each sum waits for the one before.
            float* below = source + (2 * channels);
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                nint left = channels - channel;
                TVector first = TLanes.Add(Edges.Load<TVector, TLanes>(source + channel, left), Edges.Load<TVector, TLanes>(source + channels + channel, left));
                TVector second = TLanes.Add(Edges.Load<TVector, TLanes>(below + channel, left), Edges.Load<TVector, TLanes>(below + channels + channel, left));
                TVector sum = TLanes.Add(Edges.Load<TVector, TLanes>(sums + channel, left), TLanes.Add(first, second));
                Edges.Store<TVector, TLanes>(sum, sums + channel, left);
            }

            source += 4 * channels;
        }

        for (; row < rows; row++)
        {
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                nint left = channels - channel;
                TVector sum = TLanes.Add(Edges.Load<TVector, TLanes>(sums + channel, left), Edges.Load<TVector, TLanes>(source + channel, left));
                Edges.Store<TVector, TLanes>(sum, sums + channel, left);
            }

            source += channels;
        }
    }

    private void Scale<TVector, TLanes>(float* values, float factor)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        for (nint channel = 0; channel < channels; channel += TLanes.Count)
        {
            nint left = channels - channel;
            Edges.Store<TVector, TLanes>(TLanes.Multiply(Edges.Load<TVector, TLanes>(values + channel, left), TLanes.Create(factor)), values + channel, left);
        }
    }

    private void AddSquares<TVector, TLanes>(float* source, nint rows, float* means, float* sums)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        for (nint row = 0; row < rows; row += 2)
        {
            // The last row of an odd number counts once.
            bool isPair = row + 1 < rows;
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                nint left = channels - channel;
                TVector center = Edges.Load<TVector, TLanes>(means + channel, left);
                TVector distance = TLanes.Subtract(Edges.Load<TVector, TLanes>(source + channel, left), center);
                TVector sum = TLanes.MultiplyAdd(distance, distance, Edges.Load<TVector, TLanes>(sums + channel, left));
                if (isPair)
                {
                    distance = TLanes.Subtract(Edges.Load<TVector, TLanes>(source + channels + channel, left), center);
                    sum = TLanes.MultiplyAdd(distance, distance, sum);
                }

                Edges.Store<TVector, TLanes>(sum, sums + channel, left);
            }

            source += 2 * channels;
        }
    }

    private void Merge<TVector, TLanes>(float* blockMeans, float* blockSquares, nint rows, nint before, float* means, float* squares)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector share = TLanes.Create((float)rows / (before + rows));
        TVector weight = TLanes.Create((float)((double)before * rows / (before + rows)));
        for (nint channel = 0; channel < channels; channel += TLanes.Count)
        {
            nint left = channels - channel;
            TVector mean = Edges.Load<TVector, TLanes>(means + channel, left);
            TVector distance = TLanes.Subtract(Edges.Load<TVector, TLanes>(blockMeans + channel, left), mean);
            Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(distance, share, mean), means + channel, left);
            TVector sum = TLanes.Add(Edges.Load<TVector, TLanes>(squares + channel, left), Edges.Load<TVector, TLanes>(blockSquares + channel, left));
            Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(TLanes.Multiply(distance, distance), weight, sum), squares + channel, left);
        }
    }
}
