using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Discern.Bench.Serving;

/// <summary><c>discern serve</c> as a process of its own.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process process;

    private ServeProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Memory of the process, as the system counts it, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static ServeProcess Start(string discern, string run, IEnumerable<string> options)
    {
        var start = new ProcessStartInfo(discern, ["serve", run, "--json", .. options]) { RedirectStandardOutput = true, UseShellExecute = false };
        Process started = Process.Start(start)!;
        string line = started.StandardOutput.ReadLine() ?? throw new InvalidOperationException("discern serve ended before it listened.");
        using JsonDocument document = JsonDocument.Parse(line);
        return new ServeProcess(started, new Uri(document.RootElement.GetProperty("address").GetString()!));
    }

    /// <summary>Asks it to stop, and returns its exit code and the seconds that it took.</summary>
    public (int ExitCode, double Seconds) Stop()
    {
        long start = Stopwatch.GetTimestamp();
        Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        process.WaitForExit();
        return (process.ExitCode, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
