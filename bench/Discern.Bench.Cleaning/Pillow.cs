using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Discern.Bench.Cleaning;

/// <summary>How many pictures a second Pillow decodes and shrinks, by the script beside the shared data.</summary>
internal static class Pillow
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Pictures a second by the name of the work; empty where Pillow or the script is not there.</summary>
    public static IReadOnlyDictionary<string, double> Run(string script, string folder)
    {
        var rates = new Dictionary<string, double>(StringComparer.Ordinal);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Python, [script, folder]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            while (process.StandardOutput.ReadLine() is { } line)
            {
                JsonElement figure = JsonDocument.Parse(line).RootElement;
                rates[figure.GetProperty("name").GetString()!] = figure.GetProperty("pictures_per_second").GetDouble();
            }

            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            // No such Python: the caller prints our figures alone and says so.
        }

        return rates;
    }
}
