using System.Diagnostics;
using System.Globalization;
using Discern.Cleaning;
using Discern.Cleaning.Quarantining;

namespace Discern.Tests.Cleaning.Quarantining;

/// <summary>A process that sets pictures aside or brings them back, and is killed by the system once so many files moved.</summary>
internal static class MortalProcess
{
    /// <summary>Starts the process and waits until it is dead.</summary>
    public static void Start(string verb, string root, string cleaningFolder, int lifetime)
    {
        string assembly = typeof(MortalProcess).Assembly.Location;
        string[] arguments =
        [
            "exec", "--runtimeconfig", Path.ChangeExtension(assembly, ".runtimeconfig.json"), "--depsfile", Path.ChangeExtension(assembly, ".deps.json"),
            assembly, verb, root, cleaningFolder, lifetime.ToString(CultureInfo.InvariantCulture),
        ];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.False(process.ExitCode == 0, "The process lived on.");
        Assert.False(error.Contains("Exception", StringComparison.Ordinal), error);
    }

    /// <summary>What the process does: verb, collection, cleaning folder, lifetime.</summary>
    public static void Run(string[] arguments)
    {
        var quarantine = new Quarantine(arguments[1], CleaningFolder.Open(arguments[1], arguments[2]));
        var death = new Death(int.Parse(arguments[3], CultureInfo.InvariantCulture));
        if (arguments[0].Equals("undo", StringComparison.Ordinal))
        {
            quarantine.Undo(death);
        }
        else
        {
            quarantine.Apply(Plan(arguments[1]), death);
        }
    }

    /// <summary>Every second picture.</summary>
    public static IReadOnlyList<SetAside> Plan(string root) =>
    [
        .. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where((_, index) => index % 2 == 0)
            .Select(file => new SetAside(Path.GetRelativePath(root, file).Replace('\\', '/'), IssueKind.TooDark, "It is dark.")),
    ];

    private sealed class Death(int lifetime) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value == lifetime)
            {
                using var own = Process.GetCurrentProcess();
                own.Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
