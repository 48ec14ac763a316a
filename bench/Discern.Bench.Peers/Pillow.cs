namespace Discern.Bench.Peers;

/// <summary>Pillow, on one thread, by the script beside the shared data: with plain and with scaled decoding.</summary>
internal sealed class Pillow : IPeer
{
    /// <inheritdoc/>
    public string Advice => "Pillow: `apt-get install python3-pil`, and keep the peers' scripts in ../shared/peers.";

    /// <inheritdoc/>
    public bool Does(Work work) => work is DecodeWork;

    /// <inheritdoc/>
    public IEnumerable<Figure> Run(Work work, int threads, int steps) =>
        PeerProcess.Find("..", "shared", "peers", "pictures.py") is { } script
            ? PeerProcess.Lines(PeerProcess.Python, [script, ((DecodeWork)work).Folder])
                .Select(line => new Figure($"Pillow, {line.GetProperty("name").GetString()}", 1000 / line.GetProperty("pictures_per_second").GetDouble()))
            : [];
}
