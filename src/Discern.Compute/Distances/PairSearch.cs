using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Discern.Compute.Matrices;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Compute.Distances;

/// <summary>Finds the pairs of rows of two tables that are near, or far, by blocked matrix products; the answer is exact.</summary>
/// <remarks>
/// |a − b|² = |a|² + |b|² − 2 a·b, in single precision and with the tables' mean taken out, proposes; a bound on its error makes sure that it
/// misses nothing; what it proposes is measured again in double precision. Of one table with itself only half the products are computed.
/// Memory: two blocks of rows and their products for each worker, nothing that grows with the square of the rows.
/// </remarks>
/// <typeparam name="TVisitor">Who is told of the pairs.</typeparam>
public sealed unsafe class PairSearch<TVisitor>
    where TVisitor : class, IPairVisitor
{
    private const int MostBlockRows = 512;
    private const int LeastBlockRows = 64;
    private const int BlockValues = 1 << 22;
    private const int RowsOfMean = 4096;

    // With fewer rows on the right the mean is not worth a copy of the left.
    private const int LeastToCentre = 64;
    private const float Rounding = 1f / (1 << 24);

    private readonly RowSet left;
    private readonly RowSet right;
    private readonly TVisitor visitor;
    private readonly bool isFarthest;
    private readonly Workers workers;
    private readonly bool isSymmetric;
    private readonly int columns;
    private readonly float error;
    private readonly float[]? mean;
    private readonly float[] leftHalves;
    private readonly float[] rightHalves;

    // The score from which on a pair may be within a row's limit. Read while another thread changes it: an old one lets more through, never less.
    private readonly float[] leftGates;
    private readonly int leftBlock;
    private readonly int rightBlock;
    private float largestNorm;

    private PairSearch(RowSet left, RowSet right, TVisitor visitor, bool isFarthest, Workers workers)
    {
        this.left = left;
        this.right = right;
        this.visitor = visitor;
        this.isFarthest = isFarthest;
        this.workers = workers;
        isSymmetric = ReferenceEquals(left, right);
        columns = left.Columns;
        int most = Math.Clamp(BlockValues / columns, LeastBlockRows, MostBlockRows);
        leftBlock = BlockRows(left.Count, most);
        rightBlock = BlockRows(right.Count, most);

        // A sum of so many products is off by at most so many roundings of |a| |b| ≤ (|a|² + |b|²) / 2, twice; the rest is for norms and mean.
        error = (columns + 32) * Rounding;
        mean = isSymmetric || right.Count >= LeastToCentre ? Mean() : null;
        rightHalves = Halves(right);
        leftHalves = isSymmetric ? rightHalves : Halves(left);
        leftGates = new float[left.Count];
    }

    private int Blocks => (left.Count + leftBlock - 1) / leftBlock;

    private int RightBlocks => (right.Count + rightBlock - 1) / rightBlock;

    /// <summary>Tells the visitor of all near pairs of a row on the left and a row on the right; where both are the same set, of each pair both ways.</summary>
    /// <param name="left">Whose neighbours are looked for.</param>
    /// <param name="right">Who may be a neighbour.</param>
    /// <param name="visitor">Who is told.</param>
    /// <param name="workers">Who computes; the answer does not depend on their number.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    /// <exception cref="ArgumentException">The tables have different numbers of features.</exception>
    /// <exception cref="DiscernException">Values are not finite or so large that their squares are not.</exception>
    public static void Nearest(RowSet left, RowSet right, TVisitor visitor, Workers workers, CancellationToken cancellation = default) =>
        Run(left, right, visitor, isFarthest: false, workers, cancellation);

    /// <summary>The same for the pairs that are farthest apart.</summary>
    /// <inheritdoc cref="Nearest"/>
    public static void Farthest(RowSet left, RowSet right, TVisitor visitor, Workers workers, CancellationToken cancellation = default) =>
        Run(left, right, visitor, isFarthest: true, workers, cancellation);

    private static void Run(RowSet left, RowSet right, TVisitor visitor, bool isFarthest, Workers workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(visitor);
        ArgumentNullException.ThrowIfNull(workers);
        if (left.Columns != right.Columns)
        {
            throw new ArgumentException($"Rows of {left.Columns} and {right.Columns} features have no distances.", nameof(right));
        }

        if (left.Count > 0 && right.Count > 0)
        {
            new PairSearch<TVisitor>(left, right, visitor, isFarthest, workers).Run(cancellation);
        }
    }

    private static int BlockRows(int rows, int most)
    {
        int blocks = (rows + most - 1) / Math.Max(most, 1);
        return blocks == 0 ? 1 : (rows + blocks - 1) / blocks;
    }

    private void Run(CancellationToken cancellation)
    {
        object[] locks = [.. Enumerable.Range(0, Blocks).Select(_ => new object())];
        for (int row = 0; row < left.Count; row++)
        {
            leftGates[row] = Gate(row);
        }

        using var alone = new Workers(1);
        Scratch?[] scratches = new Scratch?[workers.Count];
        try
        {
            if (isSymmetric)
            {
                // The blocks on the diagonal first: they give every row a limit before pairs are looked at from both sides.
                workers.For(Blocks, new Job(this, scratches, alone, locks, Phase.Diagonal, cancellation));
                workers.For(Blocks * (Blocks - 1) / 2, new Job(this, scratches, alone, locks, Phase.Above, cancellation));
            }
            else
            {
                workers.For(Blocks * RightBlocks, new Job(this, scratches, alone, locks, Phase.All, cancellation));
            }
        }
        finally
        {
            foreach (Scratch? scratch in scratches)
            {
                scratch?.Dispose();
            }
        }
    }

    // Any vector serves that lies amid the rows.
    private float[] Mean()
    {
        double[] sums = new double[columns];
        int step = Math.Max(1, right.Count / RowsOfMean);
        int count = 0;
        for (int row = 0; row < right.Count; row += step)
        {
            count++;
            ReadOnlySpan<float> values = right[row];
            for (int column = 0; column < columns; column++)
            {
                sums[column] += values[column];
            }
        }

        return [.. sums.Select(sum => (float)(sum / count))];
    }

    /// <summary>Half of each row's squared norm, lessened (or, for the farthest, raised) by what the products may be off.</summary>
    private float[] Halves(RowSet rows)
    {
        float[] halves = new float[rows.Count];
        const int atOnce = 64;
        workers.For((rows.Count + atOnce - 1) / atOnce, job =>
        {
            float[] nothing = mean ?? new float[columns];
            for (int row = job * atOnce; row < Math.Min(rows.Count, (job + 1) * atOnce); row++)
            {
                double square = ExactDistance.Square(rows[row], nothing);
                halves[row] = (float)(square * (isFarthest ? 1 + error : 1 - error) / 2);
            }
        });
        foreach (float half in halves)
        {
            if (!float.IsFinite(half) || half > float.MaxValue / 16)
            {
                throw new DiscernException("A table holds a value that is not a finite number, or one beyond 10¹⁸, so that rows have no distances. Mend the value, or scale the features.");
            }

            largestNorm = Math.Max(largestNorm, 2 * half);
        }

        return halves;
    }

    /// <summary>The score from which on a pair may be within the row's limit.</summary>
    private float Gate(int row)
    {
        double limit = visitor.Limit(row);
        double gate = leftHalves[row] - (limit / 2);
        return MathF.BitDecrement((float)(isFarthest ? -gate : gate));
    }

    /// <summary>Meets one block of rows with one block of others.</summary>
    private void Compute(int leftIndex, int rightIndex, Scratch scratch, Workers alone, object[] locks, bool isBothWays)
    {
        int firstRow = leftIndex * leftBlock;
        int rows = Math.Min(leftBlock, left.Count - firstRow);
        int firstOther = rightIndex * rightBlock;
        int others = Math.Min(rightBlock, right.Count - firstOther);
        if (scratch.HeldBlock != leftIndex)
        {
            scratch.Left = Load(left, firstRow, rows, scratch.LeftRoom);
            scratch.HeldBlock = leftIndex;
        }

        Tensor rightRows = Load(right, firstOther, others, scratch.RightRoom);
        Tensor product = scratch.ProductRoom.Reshape(new Shape(rows, others));
        MatrixProduct.Multiply(scratch.Left, rightRows, product, new() { TransposeRight = true }, alone);
        scratch.PairCount = 0;
        for (int row = 0; row < rows; row++)
        {
            scratch.Count = 0;
            float* products = product.Pointer + ((nint)row * others);
            if (isBothWays)
            {
                ScanBothWays(firstRow + row, firstOther, others, products, scratch);
            }
            else
            {
                Scan(firstRow + row, firstOther, others, products, scratch);
            }

            Deliver(firstRow + row, scratch, locks[leftIndex]);
        }

        DeliverPairs(scratch, locks, rightIndex);
    }

    private Tensor Load(RowSet set, int first, int count, Tensor room)
    {
        if (mean is null && set.RowAt(first + count - 1) - set.RowAt(first) == count - 1)
        {
            return set.Table.Slice(set.RowAt(first), count);
        }

        Tensor block = room.Reshape(new Shape(count, columns));
        for (int row = 0; row < count; row++)
        {
            Subtract(set[first + row], mean, block.Slice(row, 1).Values);
        }

        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(ReadOnlySpan<float> source, float[]? mean, Span<float> target)
    {
        if (mean is null)
        {
            source.CopyTo(target);
            return;
        }

        int column = 0;
        for (; column <= source.Length - Vector256<float>.Count; column += Vector256<float>.Count)
        {
            (Vector256.Create(source[column..]) - Vector256.Create(mean, column)).CopyTo(target[column..]);
        }

        for (; column < source.Length; column++)
        {
            target[column] = source[column] - mean[column];
        }
    }

    /// <summary>Collects the others that may be within a row's limit and, where only so many are wanted, may be among those of this block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(int row, int firstOther, int others, float* products, Scratch scratch)
    {
        float sign = isFarthest ? -1 : 1;
        float gate = leftGates[row];
        fixed (float* halves = &rightHalves[firstOther])
        {
            if (visitor.Wanted > 0)
            {
                float least = LeastOfBest(row, firstOther, others, products, halves, scratch.Best.AsSpan(0, Math.Min(visitor.Wanted, others)));
                gate = Math.Max(gate, least - (2 * error * ((2 * leftHalves[row]) + largestNorm)));
            }

            int place = 0;
            Vector256<float> signs = Vector256.Create(sign);
            Vector256<float> gates = Vector256.Create(gate);
            for (; place <= others - Vector256<float>.Count; place += Vector256<float>.Count)
            {
                Vector256<float> scores = signs * (Vector256.Load(products + place) - Vector256.Load(halves + place));
                for (uint hits = Vector256.GreaterThanOrEqual(scores, gates).ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
                {
                    Collect(row, firstOther + place + BitOperations.TrailingZeroCount(hits), scratch);
                }
            }

            for (; place < others; place++)
            {
                if (sign * (products[place] - halves[place]) >= gate)
                {
                    Collect(row, firstOther + place, scratch);
                }
            }
        }
    }

    private void Collect(int row, int other, Scratch scratch)
    {
        if (visitor.Accepts(row, other))
        {
            scratch.Squares[scratch.Count] = Square(row, other);
            scratch.Others[scratch.Count++] = other;
        }
    }

    /// <summary>The least of as many best scores of a block as there is room for; −∞ where there are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float LeastOfBest(int row, int firstOther, int others, float* products, float* halves, Span<float> best)
    {
        best.Fill(float.NegativeInfinity);
        float sign = isFarthest ? -1 : 1;
        int place = 0;
        Vector256<float> signs = Vector256.Create(sign);
        for (; place <= others - Vector256<float>.Count; place += Vector256<float>.Count)
        {
            Vector256<float> scores = signs * (Vector256.Load(products + place) - Vector256.Load(halves + place));
            for (uint hits = Vector256.GreaterThan(scores, Vector256.Create(best[^1])).ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
            {
                int lane = BitOperations.TrailingZeroCount(hits);
                Keep(row, firstOther + place + lane, scores.GetElement(lane), best);
            }
        }

        for (; place < others; place++)
        {
            Keep(row, firstOther + place, sign * (products[place] - halves[place]), best);
        }

        return best[^1];
    }

    /// <summary>Puts a score among the best, which are held in falling order, if it is one of them.</summary>
    private void Keep(int row, int other, float score, Span<float> best)
    {
        if (score <= best[^1] || !visitor.Accepts(row, other))
        {
            return;
        }

        int place = best.Length - 1;
        for (; place > 0 && best[place - 1] < score; place--)
        {
            best[place] = best[place - 1];
        }

        best[place] = score;
    }

    /// <summary>The same for both: the others that may be within the row's limit, and those within whose limit the row may be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanBothWays(int row, int firstOther, int others, float* products, Scratch scratch)
    {
        float sign = isFarthest ? -1 : 1;
        fixed (float* halves = &rightHalves[firstOther])
        fixed (float* otherGates = &leftGates[firstOther])
        {
            int place = 0;
            Vector256<float> signs = Vector256.Create(sign);
            Vector256<float> gates = Vector256.Create(leftGates[row]);
            Vector256<float> own = Vector256.Create(leftHalves[row]);
            for (; place <= others - Vector256<float>.Count; place += Vector256<float>.Count)
            {
                Vector256<float> product = Vector256.Load(products + place);
                uint forRow = Vector256.GreaterThanOrEqual(signs * (product - Vector256.Load(halves + place)), gates).ExtractMostSignificantBits();
                uint forOther = Vector256.GreaterThanOrEqual(signs * (product - own), Vector256.Load(otherGates + place)).ExtractMostSignificantBits();
                for (uint hits = forRow | forOther; hits != 0; hits &= hits - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(hits);
                    Pair(row, firstOther + place + lane, ((forRow >> lane) & 1) != 0, ((forOther >> lane) & 1) != 0, scratch);
                }
            }

            for (; place < others; place++)
            {
                bool isForRow = sign * (products[place] - halves[place]) >= leftGates[row];
                bool isForOther = sign * (products[place] - leftHalves[row]) >= otherGates[place];
                if (isForRow || isForOther)
                {
                    Pair(row, firstOther + place, isForRow, isForOther, scratch);
                }
            }
        }
    }

    private void Pair(int row, int other, bool isForRow, bool isForOther, Scratch scratch)
    {
        isForRow &= visitor.Accepts(row, other);
        isForOther &= visitor.Accepts(other, row);
        double square = isForRow || isForOther ? Square(row, other) : 0;
        if (isForRow)
        {
            scratch.Squares[scratch.Count] = square;
            scratch.Others[scratch.Count++] = other;
        }

        if (isForOther)
        {
            scratch.AddPair(other, row, square);
        }
    }

    private double Square(int row, int other) => ExactDistance.Square(ref *left.PointerAt(row), ref *right.PointerAt(other), columns);

    private void Deliver(int row, Scratch scratch, object key)
    {
        if (scratch.Count == 0)
        {
            return;
        }

        lock (key)
        {
            for (int index = 0; index < scratch.Count; index++)
            {
                visitor.Add(row, scratch.Others[index], scratch.Squares[index]);
            }

            leftGates[row] = Gate(row);
        }
    }

    private void DeliverPairs(Scratch scratch, object[] locks, int block)
    {
        if (scratch.PairCount == 0)
        {
            return;
        }

        lock (locks[block])
        {
            for (int index = 0; index < scratch.PairCount; index++)
            {
                (int row, int other, double square) = scratch.Pairs[index];
                visitor.Add(row, other, square);
                leftGates[row] = Gate(row);
            }
        }
    }

    private enum Phase
    {
        Diagonal,
        Above,
        All,
    }

    private readonly struct Job(PairSearch<TVisitor> search, Scratch?[] scratches, Workers alone, object[] locks, Phase phase, CancellationToken cancellation) : IJob
    {
        public void Run(int index, int worker)
        {
            cancellation.ThrowIfCancellationRequested();
            Scratch scratch = scratches[worker] ??= new Scratch(search.leftBlock, search.rightBlock, search.columns);
            (int row, int column) = phase switch
            {
                Phase.Diagonal => (index, index),
                Phase.Above => Above(index, search.Blocks),
                _ => Math.DivRem(index, search.RightBlocks),
            };
            search.Compute(row, column, scratch, alone, locks, phase == Phase.Above);
        }

        private static (int Row, int Column) Above(int index, int blocks)
        {
            int row = 0;
            for (int length = blocks - 1; index >= length; length--)
            {
                index -= length;
                row++;
            }

            return (row, row + 1 + index);
        }
    }

    /// <summary>The memory of one worker.</summary>
    private sealed class Scratch : IDisposable
    {
        private readonly Arena arena;

        public Scratch(int leftRows, int rightRows, int columns)
        {
            var leftShape = new Shape(leftRows, columns);
            var rightShape = new Shape(rightRows, columns);
            var productShape = new Shape(leftRows, rightRows);
            arena = new Arena(Arena.BytesOf(leftShape) + Arena.BytesOf(rightShape) + Arena.BytesOf(productShape));
            LeftRoom = arena.Tensor(0, leftShape);
            RightRoom = arena.Tensor(Arena.BytesOf(leftShape), rightShape);
            ProductRoom = arena.Tensor(Arena.BytesOf(leftShape) + Arena.BytesOf(rightShape), productShape);
            Others = new int[rightRows];
            Best = new float[rightRows];
            Squares = new double[rightRows];
        }

        public Tensor LeftRoom { get; }

        public Tensor RightRoom { get; }

        public Tensor ProductRoom { get; }

        public int HeldBlock { get; set; } = -1;

        public Tensor Left { get; set; }

        public int Count { get; set; }

        public int[] Others { get; }

        public float[] Best { get; }

        public double[] Squares { get; }

        public int PairCount { get; set; }

        public (int Row, int Other, double Square)[] Pairs { get; private set; } = new (int, int, double)[256];

        public void AddPair(int row, int other, double square)
        {
            if (PairCount == Pairs.Length)
            {
                var more = Pairs;
                Array.Resize(ref more, 2 * PairCount);
                Pairs = more;
            }

            Pairs[PairCount++] = (row, other, square);
        }

        public void Dispose() => arena.Dispose();
    }
}
