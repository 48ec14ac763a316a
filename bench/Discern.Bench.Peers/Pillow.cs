namespace Discern.Bench.Peers;

/// <summary>Pillow, on one thread, by the script beside the shared data: with plain and with scaled decoding.</summary>
internal sealed class Pillow : IPeer
{
    /// <inheritdoc/>
    public string Advice => "Pillow: `apt-get install python3-pil`, and keep the peers' scripts in ../shared/peers.";

    /// <inheritdoc/>
    public bool Does(Work work) => work is DecodeWork;

    /// <inheritdoc/>
    public IEnumerable<Figure> Run(IReadOnlyList<Work> works, int threads, int steps) =>
        PeerProcess.Find("..", "shared", "peers", "pictures.py") is { } script
            ? works.Cast<DecodeWork>().SelectMany(work => PeerProcess.Lines(PeerProcess.Python, [script, work.Folder])
                .Select(line => new Figure(work.Name, $"Pillow, {line.GetProperty("name").GetString()}", 1000 / line.GetProperty("pictures_per_second").GetDouble())))
            : [];
}
