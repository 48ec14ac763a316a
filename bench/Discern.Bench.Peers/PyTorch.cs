using Discern.Compute.Vectors;

namespace Discern.Bench.Peers;

/// <summary>PyTorch, channels last, by the script beside the shared data.</summary>
internal sealed class PyTorch(string setting, IReadOnlyDictionary<string, string> environment) : IPeer
{
    /// <summary>As it is installed.</summary>
    public static PyTorch Default { get; } = new("default", new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>With its allocator keeping memory, and its BLAS and its own kernels at the widest vectors that the processor has: it would stop at others.</summary>
    public static PyTorch Best { get; } = new("set to its best", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MALLOC_MMAP_MAX_"] = "0",
        ["MALLOC_TRIM_THRESHOLD_"] = "8589934592",
        ["MALLOC_TOP_PAD_"] = "67108864",
        ["OPENBLAS_CORETYPE"] = HasWidestVectors ? "SkylakeX" : "Haswell",
        ["ATEN_CPU_CAPABILITY"] = HasWidestVectors ? "avx512" : "avx2",
    });

    private static bool HasWidestVectors => VectorPath.Widest == VectorWidth.Bits512;

    /// <inheritdoc/>
    public string Advice => "PyTorch: `apt-get install python3-torch python3-torchvision`, and keep the peers' scripts in ../shared/peers.";

    /// <inheritdoc/>
    public bool Does(Work work) => work is NetworkWork;

    /// <inheritdoc/>
    public IEnumerable<Figure> Run(Work work, int threads, int steps)
    {
        string? script = PeerProcess.Find("..", "shared", "peers", "networks.py");
        if (script is null)
        {
            return [];
        }

        string only = Path.Combine(AppContext.BaseDirectory, "only.py");
        return PeerProcess.Lines(PeerProcess.Python, [only, script, $"{threads}", "nhwc", $"{steps}", ((NetworkWork)work).PeerName], environment)
            .Select(line => new Figure($"{line.GetProperty("peer").GetString()}, {setting}", line.GetProperty("ms_per_step").GetDouble()));
    }
}
