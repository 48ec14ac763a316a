using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Discern.Bench.Peers;

/// <summary>A peer's program, which prints one line of JSON for each figure.</summary>
internal static class PeerProcess
{
    /// <summary>Debian's, which sees Debian's packages; another on the path would not.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>The lines that it prints; none where it cannot be started or fails.</summary>
    public static IReadOnlyList<JsonElement> Lines(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var lines = new List<JsonElement>();
        try
        {
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                lines.Add(JsonDocument.Parse(line).RootElement);
            }

            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            // No such program: the caller prints our figures alone and says so.
        }

        return lines;
    }

    /// <summary>A file above the program's own folder; null where there is none.</summary>
    public static string? Find(params string[] parts)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine([folder.FullName, .. parts]);
            if (Path.Exists(path))
            {
                return Path.GetFullPath(path);
            }
        }

        return null;
    }
}
