using System.Reflection;
using System.Runtime.InteropServices;
using Discern.Cli.Rendering;
using Discern.Compute.Vectors;

namespace Discern.Cli.Diagnosis;

/// <summary>Looks at the machine.</summary>
internal static class Machine
{
    /// <summary>Everything that Discern depends on, in the order of the table.</summary>
    public static IReadOnlyList<Finding> Examine() =>
    [
        new("Discern", Version(), IsSound: true),
        new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}", IsSound: true),
        new("processor", Processor(), IsSound: true),
        new("arithmetic", VectorPath.Description, IsSound: true),
        new("threads", $"{Environment.ProcessorCount}", IsSound: true),
        new("memory", $"{Bytes.Text(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} that this program may use", IsSound: true),
        new("disk", Disk(Environment.CurrentDirectory), IsSound: true),
    ];

    /// <summary>The version of this program.</summary>
    public static string Version() =>
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Processor()
    {
        const string Table = "/proc/cpuinfo";
        var line = File.Exists(Table)
            ? File.ReadLines(Table).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        var name = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return name is null ? $"{RuntimeInformation.ProcessArchitecture}" : $"{name} ({RuntimeInformation.ProcessArchitecture})";
    }

    private static string Disk(string folder)
    {
        try
        {
            return $"{Bytes.Text(new DriveInfo(folder).AvailableFreeSpace)} free in '{folder}'";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"the free space in '{folder}' cannot be read: {exception.Message}";
        }
    }
}
