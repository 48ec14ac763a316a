using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Discern.Bench.Resampling;

/// <summary>How long scikit-learn and imbalanced-learn take, by the script beside the shared data.</summary>
internal static class ScikitLearn
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Seconds by the name of the work; empty where Python, the libraries or the script are not there.</summary>
    public static IReadOnlyDictionary<string, double> Run(string script, string? skin)
    {
        var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!File.Exists(script))
        {
            return seconds;
        }

        try
        {
            var start = new ProcessStartInfo(Python, skin is null ? [script] : [script, skin]) { UseShellExecute = false, RedirectStandardOutput = true };

            // Its BLAS does not know every processor and then falls back to a slow kernel; this one is its best with AVX-512.
            if (System.Runtime.Intrinsics.X86.Avx512F.IsSupported)
            {
                start.Environment["OPENBLAS_CORETYPE"] = "SkylakeX";
            }

            using Process process = Process.Start(start)!;
            while (process.StandardOutput.ReadLine() is { } line)
            {
                JsonElement figure = JsonDocument.Parse(line).RootElement;
                seconds[figure.GetProperty("name").GetString()!] = figure.GetProperty("seconds").GetDouble();
            }

            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            // No such Python: the caller prints our figures alone and says so.
        }

        return seconds;
    }
}
