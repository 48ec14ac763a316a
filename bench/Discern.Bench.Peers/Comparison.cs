namespace Discern.Bench.Peers;

/// <summary>A work's times, round by round, ours beside each peer's.</summary>
internal sealed class Comparison(Work work)
{
    private readonly List<double> ours = [];
    private readonly Dictionary<string, List<double>> peers = new(StringComparer.Ordinal);

    /// <summary>The work.</summary>
    public Work Work => work;

    /// <summary>Our time in milliseconds: the median of the rounds.</summary>
    public double Ours => Median(ours);

    /// <summary>The peers' times in milliseconds, medians of the rounds, the fastest first; none where none is installed.</summary>
    public IReadOnlyList<(string Name, double Milliseconds)> Peers =>
        [.. peers.Select(peer => (peer.Key, Median(peer.Value))).OrderBy(peer => peer.Item2)];

    /// <summary>The fastest peer's time over ours; null where there is none.</summary>
    public double? Ratio => Peers is [(_, double best), ..] ? best / Ours : null;

    public void Add(double milliseconds) => ours.Add(milliseconds);

    public void Add(Figure figure)
    {
        if (!peers.TryGetValue(figure.Peer, out List<double>? times))
        {
            peers[figure.Peer] = times = [];
        }

        times.Add(figure.Milliseconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
