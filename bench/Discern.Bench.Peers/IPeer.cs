namespace Discern.Bench.Peers;

/// <summary>A program that does the same work.</summary>
internal interface IPeer
{
    /// <summary>How to install it, as a sentence.</summary>
    string Advice { get; }

    /// <summary>Whether it does this work.</summary>
    bool Does(Work work);

    /// <summary>Measures works that it does; nothing where it is not installed.</summary>
    IEnumerable<Figure> Run(IReadOnlyList<Work> works, int threads, int steps);
}
