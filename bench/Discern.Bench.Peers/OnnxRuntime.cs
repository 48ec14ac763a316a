using System.Globalization;
using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Bench.Peers;

/// <summary>ONNX Runtime in node, on the files that we write of the same networks with the same weights.</summary>
internal sealed class OnnxRuntime : IPeer, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-peers");

    /// <inheritdoc/>
    public string Advice => "ONNX Runtime: install node, and run `npm ci` in tests/onnxruntime.";

    /// <inheritdoc/>
    public bool Does(Work work) => work is NetworkWork { IsTraining: false };

    /// <inheritdoc/>
    public IEnumerable<Figure> Run(Work work, int threads, int steps)
    {
        string? module = PeerProcess.Find("tests", "onnxruntime", "node_modules", "onnxruntime-node", "dist", "index.js");
        return module is null
            ? []
            : PeerProcess.Lines("node", [Path.Combine(AppContext.BaseDirectory, "onnxruntime.mjs"), module, $"{threads}", $"{steps}", .. Arguments((NetworkWork)work)])
                .Select(line => new Figure("ONNX Runtime", line.GetProperty("milliseconds").GetDouble()));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private string[] Arguments(NetworkWork work)
    {
        string path = Path.Combine(folder.FullName, $"{work.Name.Replace(' ', '-')}.onnx");
        if (!File.Exists(path))
        {
            using Weights weights = Weights.Initialize(work.Graph, NetworkWork.Seed);
            OnnxWriter.Write(work.Graph, weights, new OnnxMetadata(), path);
        }

        Shape input = work.Graph.InputNode.Shape;
        return [path, string.Create(CultureInfo.InvariantCulture, $"{work.Pictures},{input.Height},{input.Width},{input.Channels}")];
    }
}
