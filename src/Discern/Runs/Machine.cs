using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Discern.Runs;

/// <summary>The machine that a run was made on.</summary>
/// <param name="Processor">The processor's name as it gives it, such as <c>AMD EPYC 9654 96-Core Processor</c>; its architecture where it gives none.</param>
/// <param name="Cores">Logical processors that the program may use.</param>
/// <param name="MemoryBytes">Memory that the program may use, in bytes: the machine's, or the container's limit.</param>
/// <param name="OperatingSystem">The operating system and its version.</param>
/// <param name="Runtime">The .NET runtime and its version.</param>
public sealed record Machine(string Processor, int Cores, long MemoryBytes, string OperatingSystem, string Runtime)
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>This machine.</summary>
    public static Machine Read() => new(
        ProcessorName() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    /// <summary>The most memory that this process has held at once, in bytes.</summary>
    public static long PeakMemoryBytes()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static string? ProcessorName()
    {
        if (!File.Exists(LinuxProcessors))
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }

        string? line = File.ReadLines(LinuxProcessors).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
