namespace Discern.Neural.Training.Distributed;

/// <summary>The slice of a vector that one rank adds up.</summary>
/// <param name="Start">Where it begins, in floats.</param>
/// <param name="Count">How long it is, in floats; 0 where there are more ranks than numbers.</param>
public readonly record struct ExchangeSlice(int Start, int Count)
{
    /// <summary>The slice of a rank: slices differ by one number at most.</summary>
    /// <param name="length">The vector's length.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="size">How many ranks there are.</param>
    public static ExchangeSlice Of(int length, int rank, int size)
    {
        int start = (int)((long)length * rank / size);
        return new ExchangeSlice(start, (int)((long)length * (rank + 1) / size) - start);
    }
}
