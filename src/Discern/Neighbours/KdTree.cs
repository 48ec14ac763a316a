using Discern.Compute.Distances;
using Discern.Compute.Threading;

namespace Discern.Neighbours;

/// <summary>A tree that halves the different rows of a set along the feature in which they spread most.</summary>
/// <remarks>
/// Bentley, "Multidimensional binary search trees used for associative searching" (CACM 18:9, 1975), with the distance to a half kept feature
/// by feature (Arya and Mount, 1993). Rows that are the same are one point of the tree, so that repeated rows cost next to nothing.
/// </remarks>
internal sealed class KdTree
{
    private const int LeafSize = 12;
    private const int QueriesPerJob = 256;

    private readonly RowSet rows;
    private readonly DistinctRows distinct;
    private readonly int columns;
    private readonly int[] order;
    private readonly float[] points;
    private readonly List<Node> nodes = [];

    /// <summary>Builds the tree.</summary>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public KdTree(RowSet rows, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        this.rows = rows;
        columns = rows.Columns;
        RequireFinite(rows);
        distinct = DistinctRows.In(rows);
        order = [.. Enumerable.Range(0, distinct.Count)];
        Build(0, order.Length);

        // In the order of the leaves, so that a leaf is one run of memory.
        points = new float[order.Length * columns];
        for (int place = 0; place < order.Length; place++)
        {
            Values(order[place]).CopyTo(points.AsSpan(place * columns));
        }
    }

    /// <summary>The different rows.</summary>
    public DistinctRows Distinct => distinct;

    /// <summary>Fills the neighbours of each row of the set but itself.</summary>
    public void FindOthers(NeighbourTable table, Workers workers, CancellationToken cancellation)
    {
        // One more than asked for, since a row finds itself too.
        int wanted = table.PerRow + 1;
        ForChunks(distinct.Count, workers, cancellation, (first, end) =>
        {
            var search = new Search(this, wanted);
            for (int place = first; place < end; place++)
            {
                search.Run(points.AsSpan(place * columns, columns));
                foreach (int own in distinct.Of(order[place]))
                {
                    search.CopyTo(table.IndicesAt(own), table.SquaresAt(own), own);
                    ToTableRows(table.IndicesAt(own));
                }
            }
        });
    }

    /// <summary>Fills the neighbours of each row of another set.</summary>
    public void Find(RowSet queries, NeighbourTable table, Workers workers, CancellationToken cancellation)
    {
        RequireFinite(queries);
        ForChunks(queries.Count, workers, cancellation, (first, end) =>
        {
            var search = new Search(this, table.PerRow);
            for (int query = first; query < end; query++)
            {
                search.Run(queries[query]);
                search.CopyTo(table.IndicesAt(query), table.SquaresAt(query), own: -1);
                ToTableRows(table.IndicesAt(query));
            }
        });
    }

    /// <summary>The different rows within a distance of one of them, itself included, in no particular order.</summary>
    /// <param name="number">The different row.</param>
    /// <param name="square">The squared distance up to which rows are taken.</param>
    /// <param name="found">Receives them.</param>
    public void Within(int number, double square, List<int> found)
    {
        ReadOnlySpan<float> query = Values(number);
        Span<double> offsets = stackalloc double[columns];
        Within(0, query, 0, square, offsets, found);
    }

    private static void ForChunks(int count, Workers workers, CancellationToken cancellation, Action<int, int> work) =>
        workers.For((count + QueriesPerJob - 1) / QueriesPerJob, job =>
        {
            cancellation.ThrowIfCancellationRequested();
            work(job * QueriesPerJob, Math.Min(count, (job + 1) * QueriesPerJob));
        });

    private static void RequireFinite(RowSet rows)
    {
        for (int place = 0; place < rows.Count; place++)
        {
            foreach (float value in rows[place])
            {
                if (!float.IsFinite(value))
                {
                    throw new DiscernException($"Row {rows.RowAt(place)} of the table holds {value}, where a finite number is needed. Mend the value, or leave the row out.");
                }
            }
        }
    }

    private void ToTableRows(Span<int> places)
    {
        foreach (ref int place in places)
        {
            place = place < 0 ? -1 : rows.RowAt(place);
        }
    }

    private ReadOnlySpan<float> Values(int number) => rows[distinct.Of(number)[0]];

    private int Build(int start, int end)
    {
        int own = nodes.Count;
        nodes.Add(new Node(start, end, -1, 0, -1, -1));
        if (end - start <= LeafSize)
        {
            return own;
        }

        int column = Widest(start, end);
        float[] keys = new float[end - start];
        for (int index = start; index < end; index++)
        {
            keys[index - start] = Values(order[index])[column];
        }

        int middle = Selection.Split(keys, order.AsSpan(start, end - start), keys.Length / 2);
        float border = keys[middle];
        int low = Build(start, start + middle);
        int high = Build(start + middle, end);
        nodes[own] = new Node(start, end, column, border, low, high);
        return own;
    }

    private int Widest(int start, int end)
    {
        Span<float> least = stackalloc float[columns];
        Span<float> most = stackalloc float[columns];
        Values(order[start]).CopyTo(least);
        Values(order[start]).CopyTo(most);
        for (int index = start + 1; index < end; index++)
        {
            ReadOnlySpan<float> values = Values(order[index]);
            for (int column = 0; column < columns; column++)
            {
                least[column] = Math.Min(least[column], values[column]);
                most[column] = Math.Max(most[column], values[column]);
            }
        }

        int widest = 0;
        for (int column = 1; column < columns; column++)
        {
            widest = most[column] - least[column] > most[widest] - least[widest] ? column : widest;
        }

        return widest;
    }

    private void Within(int index, ReadOnlySpan<float> query, double toNode, double square, Span<double> offsets, List<int> found)
    {
        Node node = nodes[index];
        if (node.Column < 0)
        {
            for (int place = node.Start; place < node.End; place++)
            {
                if (ExactDistance.Square(query, points.AsSpan(place * columns, columns)) <= square)
                {
                    found.Add(order[place]);
                }
            }

            return;
        }

        double difference = (double)query[node.Column] - node.Border;
        (int near, int far) = difference < 0 ? (node.Low, node.High) : (node.High, node.Low);
        Within(near, query, toNode, square, offsets, found);
        double before = offsets[node.Column];
        double toFar = toNode - (before * before) + (difference * difference);
        if (toFar <= square * Slack)
        {
            offsets[node.Column] = difference;
            Within(far, query, toFar, square, offsets, found);
            offsets[node.Column] = before;
        }
    }

    // Distances to halves are sums and differences that may be off by some roundings: a half that is as near as the limit is looked into.
    private const double Slack = 1 + 1e-12;

    private readonly record struct Node(int Start, int End, int Column, float Border, int Low, int High);

    /// <summary>The search for one point's neighbours; used again for the next.</summary>
    private sealed class Search(KdTree tree, int wanted)
    {
        private readonly int[] indices = new int[wanted];
        private readonly double[] squares = new double[wanted];
        private readonly double[] offsets = new double[tree.columns];

        public void Run(ReadOnlySpan<float> query)
        {
            Array.Fill(indices, int.MaxValue);
            Array.Fill(squares, double.PositiveInfinity);
            Array.Clear(offsets);
            Visit(0, query, 0);
        }

        /// <summary>Copies the neighbours but the row itself.</summary>
        public void CopyTo(Span<int> toIndices, Span<double> toSquares, int own)
        {
            int next = 0;
            for (int place = 0; place < wanted && next < toIndices.Length; place++)
            {
                if (indices[place] != own)
                {
                    toIndices[next] = indices[place];
                    toSquares[next++] = squares[place];
                }
            }
        }

        private void Visit(int index, ReadOnlySpan<float> query, double toNode)
        {
            Node node = tree.nodes[index];
            if (node.Column < 0)
            {
                VisitLeaf(node, query);
                return;
            }

            double difference = (double)query[node.Column] - node.Border;
            (int near, int far) = difference < 0 ? (node.Low, node.High) : (node.High, node.Low);
            Visit(near, query, toNode);
            double before = offsets[node.Column];
            double toFar = toNode - (before * before) + (difference * difference);
            if (toFar <= squares[^1] * Slack)
            {
                offsets[node.Column] = difference;
                Visit(far, query, toFar);
                offsets[node.Column] = before;
            }
        }

        private void VisitLeaf(in Node node, ReadOnlySpan<float> query)
        {
            int columns = tree.columns;
            for (int place = node.Start; place < node.End; place++)
            {
                double square = ExactDistance.Square(query, tree.points.AsSpan(place * columns, columns));
                if (square > squares[^1])
                {
                    continue;
                }

                ReadOnlySpan<int> members = tree.distinct.Of(tree.order[place]);
                foreach (int member in members[..Math.Min(wanted, members.Length)])
                {
                    NearestVisitor.Insert(indices, squares, member, square);
                }
            }
        }
    }
}
