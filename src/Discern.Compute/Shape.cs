namespace Discern.Compute;

/// <summary>The size of a tensor: one to four dimensions, the first of which is the batch, the last the channels (NHWC).</summary>
public readonly record struct Shape
{
    private readonly int first;
    private readonly int second;
    private readonly int third;
    private readonly int fourth;

    /// <summary>A vector of <paramref name="count"/> values.</summary>
    public Shape(int count)
        : this(1, count, 1, 1, 1)
    {
    }

    /// <summary>A table: <paramref name="batch"/> rows of <paramref name="features"/> values.</summary>
    public Shape(int batch, int features)
        : this(2, batch, features, 1, 1)
    {
    }

    /// <summary>A table of vectors: batch, places, channels.</summary>
    public Shape(int batch, int places, int channels)
        : this(3, batch, places, channels, 1)
    {
    }

    /// <summary>A batch of pictures or feature maps, NHWC.</summary>
    public Shape(int batch, int height, int width, int channels)
        : this(4, batch, height, width, channels)
    {
    }

    private Shape(int rank, int first, int second, int third, int fourth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfNegative(third);
        ArgumentOutOfRangeException.ThrowIfNegative(fourth);
        Rank = rank;
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /// <summary>The number of dimensions, 1 to 4; 0 for the default value.</summary>
    public int Rank { get; }

    /// <summary>The number of values.</summary>
    public long Count => Rank == 0 ? 0 : (long)first * second * third * fourth;

    /// <summary>The first dimension.</summary>
    public int Batch => first;

    /// <summary>The second dimension of four.</summary>
    public int Height => Rank == 4 ? second : throw NotAPicture();

    /// <summary>The third dimension of four.</summary>
    public int Width => Rank == 4 ? third : throw NotAPicture();

    /// <summary>The last dimension.</summary>
    public int Channels => this[Rank - 1];

    /// <summary>The number of values of one member of the batch.</summary>
    public long CountPerExample => Rank == 0 ? 0 : (long)second * third * fourth;

    /// <summary>The size along one dimension, counted from 0.</summary>
    public int this[int dimension] => (uint)dimension >= (uint)Rank
        ? throw new ArgumentOutOfRangeException(nameof(dimension), dimension, $"The shape {this} has {Rank} dimensions.")
        : dimension switch { 0 => first, 1 => second, 2 => third, _ => fourth };

    /// <summary>The same shape for another number of examples.</summary>
    public Shape WithBatch(int batch) => new(Rank, batch, second, third, fourth);

    /// <summary>The dimensions as "32 × 64 × 64 × 3".</summary>
    public override string ToString() => Rank switch
    {
        0 => "()",
        1 => $"{first}",
        2 => $"{first} × {second}",
        3 => $"{first} × {second} × {third}",
        _ => $"{first} × {second} × {third} × {fourth}",
    };

    private InvalidOperationException NotAPicture() => new($"The shape {this} is not NHWC: height and width need four dimensions.");
}
