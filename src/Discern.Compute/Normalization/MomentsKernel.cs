using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>
/// Mean and sum of squared distances from it, of each channel over the rows of a piece. Each value is read once: within a block of rows, distances are taken from the block's
/// first row, which is as near to the mean as any.
/// </summary>
/// <remarks>
/// Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979). However far the first of n rows lies, its own distance is
/// among those that are summed, so that subtracting costs a factor n of precision at the most.
/// </remarks>
/// <param name="channels">Channels.</param>
/// <param name="grain">Rows of a piece.</param>
/// <param name="input">The rows.</param>
/// <param name="partials">Receives for each piece the means and then the sums.</param>
internal readonly unsafe struct MomentsKernel(nint channels, nint grain, float* input, float* partials) : IRangeKernel
{
    // A block of 32 KiB, of which columns are read one after the other, while the next one is asked for.
    private const int BlockValues = 8192;
    private const int LeastRows = 8;
    private const int MostRows = 256;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        float* means = partials + (start / grain * channels * 2);
        float* squares = means + channels;
        new Span<float>(means, (int)channels * 2).Clear();
        nint most = Math.Clamp(BlockValues / channels, LeastRows, MostRows);
        for (nint row = start; row < end; row += most)
        {
            nint rows = Math.Min(most, end - row);
            float* source = input + (row * channels);
            var block = new Block<TVector, TLanes>(row - start, rows);
            nint channel = 0;
            for (; channel + (2 * lanes) <= channels; channel += 2 * lanes)
            {
                AddPair(block, source + channel, means + channel, squares + channel);
            }

            for (; channel < channels; channel += lanes)
            {
                Add(block, source + channel, channels - channel, means + channel, squares + channel);
            }
        }
    }

    /// <summary>Two vectors of channels at once, since each sum waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPair<TVector, TLanes>(in Block<TVector, TLanes> block, float* source, float* means, float* squares)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint lanes = TLanes.Count;
        TVector originA = TLanes.Load(source);
        TVector originB = TLanes.Load(source + lanes);
        TVector sumA = TLanes.Zero, sumB = TLanes.Zero, squareA = TLanes.Zero, squareB = TLanes.Zero;
        nint ahead = block.Rows * channels;
        for (nint row = block.Rows; row > 0; row--)
        {
            TLanes.Prefetch(source + ahead);
            TLanes.Prefetch(source + ahead + lanes);
            TVector distanceA = TLanes.Subtract(TLanes.Load(source), originA);
            TVector distanceB = TLanes.Subtract(TLanes.Load(source + lanes), originB);
            sumA = TLanes.Add(sumA, distanceA);
            sumB = TLanes.Add(sumB, distanceB);
            squareA = TLanes.MultiplyAdd(distanceA, distanceA, squareA);
            squareB = TLanes.MultiplyAdd(distanceB, distanceB, squareB);
            source += channels;
        }

        block.Merge(originA, sumA, squareA, lanes, means, squares);
        block.Merge(originB, sumB, squareB, lanes, means + lanes, squares + lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add<TVector, TLanes>(in Block<TVector, TLanes> block, float* source, nint left, float* means, float* squares)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector origin = Edges.Load<TVector, TLanes>(source, left);
        TVector sum = TLanes.Zero, square = TLanes.Zero;
        for (nint row = block.Rows; row > 0; row--)
        {
            TVector distance = TLanes.Subtract(Edges.Load<TVector, TLanes>(source, left), origin);
            sum = TLanes.Add(sum, distance);
            square = TLanes.MultiplyAdd(distance, distance, square);
            source += channels;
        }

        block.Merge(origin, sum, square, left, means, squares);
    }

    /// <summary>Some rows of a piece.</summary>
    /// <param name="before">Rows of the piece before them.</param>
    /// <param name="rows">How many they are.</param>
    private readonly struct Block<TVector, TLanes>(nint before, nint rows)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        private readonly float inverse = 1f / rows;
        private readonly float share = (float)rows / (before + rows);
        private readonly float weight = (float)((double)before * rows / (before + rows));

        public nint Rows => rows;

        /// <summary>Joins the block's sums of distances and of their squares with what the rows before it gave.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Merge(TVector origin, TVector sum, TVector square, nint left, float* means, float* squares)
        {
            TVector shift = TLanes.Multiply(sum, TLanes.Create(inverse));
            TVector own = TLanes.Subtract(square, TLanes.Multiply(sum, shift));
            TVector mean = Edges.Load<TVector, TLanes>(means, left);
            TVector distance = TLanes.Subtract(TLanes.Add(origin, shift), mean);
            Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(distance, TLanes.Create(share), mean), means, left);
            TVector all = TLanes.Add(Edges.Load<TVector, TLanes>(squares, left), own);
            Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(TLanes.Multiply(distance, distance), TLanes.Create(weight), all), squares, left);
        }
    }
}
