namespace Discern.Bench.Peers;

/// <summary>Something that we do and a peer does too.</summary>
/// <param name="Name">The name that the peers' scripts give it.</param>
/// <param name="Pictures">How many pictures one turn takes.</param>
/// <param name="Goal">How many times as fast as the best of the peers we want to be.</param>
internal abstract record Work(string Name, int Pictures, double Goal)
{
    /// <summary>Our own time.</summary>
    /// <param name="threads">Threads that compute.</param>
    /// <param name="steps">Turns that are measured, behind those that warm up.</param>
    /// <returns>Milliseconds of one turn: the median.</returns>
    public abstract double Milliseconds(int threads, int steps);
}
