using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading;

/// <summary>A tensor of the file that a graph's node computes, with the file's dimensions and how the node stores them.</summary>
/// <remarks>
/// The file thinks in N × C × H × W and the node stores N × H × W × C, so a value is a view: the node's dimensions, batch
/// first, are the dimensions <see cref="Stored"/> in the order <see cref="Order"/>, read row-major as <see cref="Dims"/>.
/// Transpositions and reshapes change the view alone; an operation that needs a certain order asks for it with
/// <see cref="As"/>, which computes only where values really lie elsewhere. Dimensions of size 1 lie anywhere.
/// </remarks>
internal sealed class Value
{
    private const int MostDimensions = 4;

    private Value(Node node, int[] stored, int[] order, int[] dims)
    {
        Node = node;
        Stored = stored;
        Order = order;
        Dims = dims;
    }

    /// <summary>What computes the numbers.</summary>
    public Node Node { get; }

    /// <summary>The dimensions in the file's manner.</summary>
    public int[] Dims { get; }

    /// <summary>The dimensions, in the file's manner, of what the node stores.</summary>
    public int[] Stored { get; }

    /// <summary>Which of <see cref="Stored"/> lies at each place of the node, the batch first.</summary>
    public int[] Order { get; }

    public int Rank => Dims.Length;

    /// <summary>How many values an example has.</summary>
    public long CountPerExample => Node.Shape.CountPerExample;

    /// <summary>A value stored as the file thinks it.</summary>
    public static Value Plain(Node node, params int[] dims) => new(node, dims, Identity(dims.Length), dims);

    /// <summary>A value stored in another order than the file's.</summary>
    public static Value Ordered(Node node, int[] dims, int[] order) => new(node, dims, order, dims);

    /// <summary>What an N × H × W × C node is to a file that thinks in N × C × H × W.</summary>
    public static Value Picture(Node node, int batch) =>
        Ordered(node, [batch, node.Shape.Channels, node.Shape.Height, node.Shape.Width], [0, 2, 3, 1]);

    /// <summary>The same view of another node of the same shape: what an operation on single values gives.</summary>
    public Value With(Node node) => new(node, Stored, Order, Dims);

    /// <summary>The same values, row-major, with other dimensions.</summary>
    public Value Reshape(int[] dims)
    {
        int[] stored = Wide(Stored);
        int[] wide = Wide(dims);
        if (!stored.Select(axis => Stored[axis]).SequenceEqual(wide.Select(axis => dims[axis])))
        {
            return new Value(Node, Stored, Order, dims);
        }

        // Only dimensions of 1 came or went: the others keep their places.
        var moved = stored.Zip(wide).ToDictionary(pair => pair.First, pair => pair.Second);
        int[] order = [.. Order.Where(moved.ContainsKey).Select(axis => moved[axis])];
        int[] narrow = [.. Enumerable.Range(1, Math.Max(dims.Length - 1, 0)).Except(order)];
        return new Value(Node, dims, [0, .. order, .. narrow], dims);
    }

    /// <summary>The file's transposition: dimension i becomes what dimension permutation[i] was.</summary>
    public Value Transpose(int[] permutation)
    {
        Value settled = Settle();
        int[] order = [.. settled.Order.Select(axis => Array.IndexOf(permutation, axis))];
        return Ordered(settled.Node, [.. permutation.Select(axis => settled.Dims[axis])], order);
    }

    /// <summary>The value with nothing but an order between the file and the node.</summary>
    public Value Settle()
    {
        if (Stored == Dims)
        {
            return this;
        }

        Value logical = Ordered(Node, Stored, Order);
        Node flat = logical.As(Identity(Stored.Length));
        return Dims.Length <= MostDimensions ? Plain(Seen(flat, Dims), Dims) : new Value(flat, Stored, Identity(Stored.Length), Dims);
    }

    /// <summary>The node with the file's dimensions in the order asked for, the batch first.</summary>
    /// <exception cref="ArgumentException">There are more dimensions than four, or the batch is not first.</exception>
    public Node As(params int[] order)
    {
        if (Stored != Dims)
        {
            return Settle() is var settled && settled.Stored == settled.Dims
                ? settled.As(order)
                : throw new ArgumentException($"A tensor of {Rank} dimensions cannot be rearranged; there may be {MostDimensions}.");
        }

        if (order[0] != 0 || Order[0] != 0)
        {
            throw new ArgumentException("The batch must stay the first dimension.");
        }

        int[] wanted = [.. order.Select(axis => Dims[axis])];
        if (Order.Where(IsWide).SequenceEqual(order.Where(IsWide)))
        {
            return Seen(Node, wanted);
        }

        Node stored = Seen(Node, [.. Order.Select(axis => Dims[axis])]);
        return Seen(stored.Permute([.. order.Select(axis => Array.IndexOf(Order, axis))]), wanted);

        bool IsWide(int axis) => axis > 0 && Dims[axis] > 1;
    }

    /// <summary>The node with one dimension behind all others, which keep their order.</summary>
    public (Node Node, int[] Order) WithLast(int axis)
    {
        int[] order = [.. Order.Where(each => each != axis), axis];
        return (As(order), order);
    }

    /// <summary>The node as pictures: the dimensions N × C × H × W, stored N × H × W × C.</summary>
    public Node AsPicture() => Rank == MostDimensions
        ? As(0, 2, 3, 1)
        : throw new ArgumentException($"It works on pictures, batch × channels × rows × columns, and was given {Text(Dims)}.");

    /// <summary>The node as one vector per example, in the file's order.</summary>
    public Node AsVector() => Seen(Settle() is var settled && settled.Stored == settled.Dims ? settled.As(Identity(Rank)) : settled.Node, [Dims[0], checked((int)CountPerExample)]);

    /// <summary>Dimensions as "1 × 3 × 224 × 224".</summary>
    public static string Text(IEnumerable<int> dims) => string.Join(" × ", dims);

    public static int[] Identity(int rank) => [.. Enumerable.Range(0, rank)];

    private static int[] Wide(int[] dims) => [.. Enumerable.Range(0, dims.Length).Where(axis => axis > 0 && dims[axis] > 1)];

    /// <summary>A view of the node with these dimensions, whose first is the file's batch.</summary>
    private static Node Seen(Node node, int[] dims)
    {
        Shape shape = dims.Length switch
        {
            1 => new Shape(1, 1),
            2 => new Shape(1, dims[1]),
            3 => new Shape(1, dims[1], dims[2]),
            4 => new Shape(1, dims[1], dims[2], dims[3]),
            _ => throw new ArgumentException($"A tensor of {dims.Length} dimensions cannot be computed; there may be {MostDimensions}."),
        };
        return node.Shape == shape ? node : shape.Rank == 2 ? node.Flatten() : node.Reshape(shape);
    }
}
