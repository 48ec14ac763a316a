using System.Diagnostics;
using System.Text.Json;

namespace Discern.Tests.Shared;

/// <summary>ONNX Runtime in node, from tests/onnxruntime: what others make of a model.</summary>
internal static class OnnxRuntime
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly string? Folder = FindFolder();

    /// <summary>Why no model can be run; null where one can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>Where npm has put the packages; the folder may be absent.</summary>
    public static string Packages => Path.Combine(Folder ?? string.Empty, "node_modules");

    /// <summary>Runs models and gives each one's outputs by name.</summary>
    public static IReadOnlyList<Dictionary<string, Output>> Run(string package, params Job[] jobs)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder!, "run.mjs"), package])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> answers = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(JsonSerializer.Serialize(jobs, Json));
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"ONNX Runtime ended with {process.ExitCode}: {errors.Result}");
        return JsonSerializer.Deserialize<Dictionary<string, Output>[]>(answers.Result, Json)!;
    }

    private static string? FindFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Discern.slnx")))
        {
            folder = folder.Parent;
        }

        return folder is null ? null : Path.Combine(folder.FullName, "tests", "onnxruntime");
    }

    private static string? FindMissing()
    {
        if (Folder is null || !Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")))
        {
            return "ONNX Runtime is absent; run 'npm ci' in tests/onnxruntime.";
        }

        bool hasNode = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(place => File.Exists(Path.Combine(place, OperatingSystem.IsWindows() ? "node.exe" : "node")));
        return hasNode ? null : "node is absent.";
    }

    /// <summary>A model's file with one input.</summary>
    internal sealed record Job(string Model, int[] Dims, float[] Values);

    /// <summary>One output.</summary>
    internal sealed record Output(int[] Dims, float[] Values);
}
