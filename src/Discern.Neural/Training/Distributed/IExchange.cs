namespace Discern.Neural.Training.Distributed;

/// <summary>A vector on its way between processes, while these compute: out in slices, back in whole.</summary>
/// <remarks>Every process begins the same exchanges in the same order: scatters among scatters, gathers among gathers.</remarks>
public interface IExchange : IDisposable
{
    /// <summary>Begins to bring to each rank its slice of everybody's vector: row r of what is received is that of rank r.</summary>
    void BeginScatter();

    /// <summary>Begins to bring this rank's slice of the vector to everybody, and theirs into this vector.</summary>
    void BeginGather();

    /// <summary>Drives what was begun on, without waiting.</summary>
    /// <returns>Whether it is done, and the memory may be used again.</returns>
    /// <exception cref="DiscernException">Another process has failed or is lost.</exception>
    bool Test();
}
