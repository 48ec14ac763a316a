using System.Diagnostics;
using System.Globalization;

namespace Discern.Cli.Tests.Distributed;

/// <summary>The command line as a process of its own, or as several that <c>mpirun</c> starts.</summary>
internal static class Mpirun
{
    /// <summary>Why tests with several processes cannot run; null where they can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "OpenMPI is called on Linux alone."
        : Find("mpirun") is null || !IsOpenMpiInstalled() ? "OpenMPI 4 is not installed (Debian and Ubuntu: apt-get install openmpi-bin libopenmpi3)."
        : null;

    /// <summary>Starts Discern.</summary>
    /// <param name="size">How many processes; 1 is started without <c>mpirun</c>.</param>
    /// <param name="arguments">What is typed.</param>
    public static Process Start(int size, params string[] arguments)
    {
        var assembly = typeof(Mpirun).Assembly.Location;
        string[] discern =
        [
            "dotnet", "exec", "--runtimeconfig", Path.ChangeExtension(assembly, ".runtimeconfig.json"), "--depsfile", Path.ChangeExtension(assembly, ".deps.json"),
            typeof(CommandLine).Assembly.Location, .. arguments,
        ];
        string[] typed = size == 1
            ? discern
            : ["mpirun", "--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "-np", size.ToString(CultureInfo.InvariantCulture), .. discern];
        return Process.Start(new ProcessStartInfo(typed[0], typed[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Starts Discern and waits for its end.</summary>
    public static (int Code, string Output, string Error) Run(int size, params string[] arguments)
    {
        using var process = Start(size, arguments);
        return End(process);
    }

    /// <summary>Waits for the end of a process.</summary>
    public static (int Code, string Output, string Error) End(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>The process of a job that has a rank.</summary>
    public static Process Rank(Process mpirun, int rank)
    {
        var wanted = $"OMPI_COMM_WORLD_RANK={rank}";
        var children = File.ReadAllText($"/proc/{mpirun.Id}/task/{mpirun.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var child = children.First(id => File.ReadAllText($"/proc/{id}/environ").Split('\0').Contains(wanted));
        return Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
    }

    private static bool IsOpenMpiInstalled() =>
        new[] { "/usr/lib", "/usr/lib64", "/usr/local/lib", $"/usr/lib/{(Environment.Is64BitProcess ? "x86_64" : "i386")}-linux-gnu", "/usr/lib/aarch64-linux-gnu" }
            .Any(folder => File.Exists(Path.Combine(folder, "libmpi.so.40")));

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
