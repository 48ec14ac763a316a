namespace Discern.Compute.Distances;

/// <summary>Is told of pairs of rows by their squared distance.</summary>
/// <remarks>Of one row it is told by one thread at a time; of different rows by several.</remarks>
public interface IPairVisitor
{
    /// <summary>How many of the nearest (or farthest) are wanted for each row; 0 for all within the limit.</summary>
    int Wanted { get; }

    /// <summary>The squared distance beyond which a pair is of no use to a row; where the farthest are wanted, below which.</summary>
    /// <remarks>It may change as pairs are added, towards fewer.</remarks>
    double Limit(int row);

    /// <summary>Whether two rows may be a pair at all.</summary>
    bool Accepts(int row, int other);

    /// <summary>Takes a pair that is within the row's limit or just beyond it.</summary>
    /// <param name="row">Whose neighbour it is, by its place.</param>
    /// <param name="other">The neighbour, by its place.</param>
    /// <param name="square">Their squared distance, in double precision.</param>
    void Add(int row, int other, double square);
}
