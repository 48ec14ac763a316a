namespace Discern.Bench.Peers;

/// <summary>A program that does the same work.</summary>
internal interface IPeer
{
    /// <summary>How to install it, as a sentence.</summary>
    string Advice { get; }

    /// <summary>Whether it does this work.</summary>
    bool Does(Work work);

    /// <summary>Measures a work that it does, by itself or in several manners; nothing where it is not installed.</summary>
    IEnumerable<Figure> Run(Work work, int threads, int steps);
}
