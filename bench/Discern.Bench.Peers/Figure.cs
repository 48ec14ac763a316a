namespace Discern.Bench.Peers;

/// <summary>A peer's time for a work.</summary>
/// <param name="Peer">The peer, and how it was set.</param>
/// <param name="Milliseconds">The time of one turn.</param>
internal sealed record Figure(string Peer, double Milliseconds);
