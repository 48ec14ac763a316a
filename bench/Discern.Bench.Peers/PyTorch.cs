using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Discern.Bench.Peers;

/// <summary>PyTorch's time for the same steps, by the script beside the shared data.</summary>
internal static class PyTorch
{
    private const string Python = "/usr/bin/python3";

    /// <summary>The script, or null where it is not there.</summary>
    public static string? Script
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string script = Path.Combine(folder.FullName, "..", "shared", "peers", "networks.py");
                if (File.Exists(script))
                {
                    return Path.GetFullPath(script);
                }
            }

            return null;
        }
    }

    /// <summary>Milliseconds of one step by name; empty where PyTorch is not installed.</summary>
    public static (string Peer, IReadOnlyDictionary<string, double> Times) Run(string script, int threads, int steps, IReadOnlyCollection<string> names)
    {
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        string peer = "PyTorch";
        var start = new ProcessStartInfo(Python, [script, $"{threads}", "nhwc", $"{steps}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            while (times.Count < names.Count && process.StandardOutput.ReadLine() is { } line)
            {
                JsonElement figure = JsonDocument.Parse(line).RootElement;
                string name = figure.GetProperty("name").GetString()!;
                peer = figure.GetProperty("peer").GetString()!;
                if (names.Contains(name, StringComparer.Ordinal))
                {
                    times[name] = figure.GetProperty("ms_per_step").GetDouble();
                }
            }

            // What is not compared need not be waited for.
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            // No such Python: the caller prints our figures alone and says so.
        }

        return (peer, times);
    }
}
