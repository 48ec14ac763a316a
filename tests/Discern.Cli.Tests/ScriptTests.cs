using System.Diagnostics;
using System.Reflection.PortableExecutable;

namespace Discern.Cli.Tests;

/// <summary>The script that a user types, run as a process.</summary>
public class ScriptTests
{
    /// <summary>The repository.</summary>
    internal static string Root { get; } = FindRoot();

    [Fact]
    public void It_runs_from_any_folder_and_through_a_link()
    {
        var folder = Directory.CreateTempSubdirectory("discern");
        try
        {
            var link = Path.Combine(folder.FullName, "a link");
            File.CreateSymbolicLink(link, Path.Combine(Root, "discern"));

            var (code, output, _) = Run(link, folder.FullName, "--help");

            Assert.Equal(ExitCode.Done, code);
            Assert.Contains("discern [command] [options]", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void It_passes_arguments_and_exit_code_on()
    {
        var (code, _, error) = Run(Path.Combine(Root, "discern"), Root, "doctor", "two words");

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains("'two words'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_starts_from_code_that_was_compiled_ahead()
    {
        Run(Path.Combine(Root, "discern"), Root, "--help"); // builds if need be

        foreach (var name in (string[])["Discern.Cli.dll", "Discern.dll", "Discern.Neural.dll", "Discern.Compute.dll"])
        {
            using var reader = new PEReader(File.OpenRead(Path.Combine(Root, "artifacts", "discern", name)));
            Assert.True(reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{name} holds nothing that was compiled ahead.");
        }
    }

    private static (int Code, string Output, string Error) Run(string file, string folder, params string[] arguments) => Run(file, folder, [], arguments);

    /// <summary>Runs a program in a folder, with variables of its own.</summary>
    internal static (int Code, string Output, string Error) Run(string file, string folder, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Discern.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return folder.FullName;
    }
}
