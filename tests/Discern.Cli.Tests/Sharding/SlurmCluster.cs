using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Discern.Cli.Tests.Sharding;

/// <summary>A Slurm cluster of one node on loopback, and the commands that a user types.</summary>
/// <remarks>The script that holds it ends its daemons, and whatever its jobs left running, when its input ends: also where this process is killed.</remarks>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-slurm-");
    private readonly Process script;

    public SlurmCluster()
    {
        script = Process.Start(new ProcessStartInfo(Path.Combine(Repository, "tests", "slurm", "cluster"), [folder.FullName, $"{FreePort()}", $"{FreePort()}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var error = script.StandardError.ReadToEndAsync();
        if (script.StandardOutput.ReadLine() is not "ready")
        {
            throw new InvalidOperationException($"The Slurm cluster did not start: {error.Result}");
        }
    }

    private static string Program => Path.Combine(Repository, "discern");

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Runs a command of Slurm and gives its output, without the line's end.</summary>
    public string Run(string command, params string[] arguments)
    {
        var (code, output, error) = Try(command, arguments);
        return code == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {code}: {error}");
    }

    /// <summary>Runs the program that the jobs run.</summary>
    public (int Code, string Output, string Error) Discern(params string[] arguments) => Try(Program, arguments);

    private (int Code, string Output, string Error) Try(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["SLURM_CONF"] = Path.Combine(folder.FullName, "slurm.conf");
        start.Environment["DISCERN"] = Program;
        start.Environment["DISCERN_CACHE"] = Path.Combine(folder.FullName, "cache"); // nothing that was computed before
        (start.Environment["OMPI_ALLOW_RUN_AS_ROOT"], start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"]) = ("1", "1"); // what mpirun asks of root
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Submits one of the project's own scripts.</summary>
    /// <param name="script">Its name in <c>deploy/slurm</c>.</param>
    /// <param name="options">Options of <c>sbatch</c>.</param>
    /// <param name="arguments">Arguments of the script.</param>
    /// <returns>The job's number.</returns>
    public string Submit(string script, string[] options, params string[] arguments) => Run(
        "sbatch",
        ["--parsable", $"--output={Path.Combine(folder.FullName, "%x-%A-%a.log")}", .. options, Path.Combine(Repository, "deploy", "slurm", script), .. arguments]);

    /// <summary>Waits until every task of a job is over, and says what became of them.</summary>
    /// <returns>The state of each task, as COMPLETED.</returns>
    public string[] WaitFor(string job)
    {
        Until(() => States(job).All(state => state is not ("PENDING" or "RUNNING" or "COMPLETING" or "CONFIGURING")), () => $"The job {job} did not end");
        return States(job);
    }

    /// <summary>Waits until a condition holds.</summary>
    public void Until(Func<bool> condition, Func<string> complaint)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new InvalidOperationException($"{complaint()} within {Limit}. {Run("squeue", "--states=all")}\n{Logs()}");
            }

            Thread.Sleep(100);
        }
    }

    /// <summary>What the jobs wrote.</summary>
    public string Logs() => string.Concat(Directory.GetFiles(folder.FullName, "discern-*.log").Order(StringComparer.Ordinal).Select(log => $"== {Path.GetFileName(log)}\n{File.ReadAllText(log)}"));

    public void Dispose()
    {
        script.StandardInput.Close();
        if (!script.WaitForExit(Limit))
        {
            script.Kill(entireProcessTree: true);
        }

        script.Dispose();
        folder.Delete(recursive: true);
    }

    private string[] States(string job) => Run("squeue", "--noheader", "--states=all", "--array", "--format=%T", $"--jobs={job}").Split('\n');

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRepository()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(above.FullName, "Discern.slnx")))
        {
            above = above.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return above.FullName;
    }
}
