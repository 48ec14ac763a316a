using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Discern.Cli.Commands;
using Discern.Mpi;

namespace Discern.Cli;

/// <summary>The program: finds the command that the arguments name, runs it, and turns what goes wrong into a sentence and an exit code.</summary>
internal sealed class CommandLine(Terminal terminal)
{
    /// <summary>The commands, in the order of the help.</summary>
    /// <remarks>Adding a command is adding its file and its line here; the tests look at all of them.</remarks>
    public static IReadOnlyList<DiscernCommand> Commands(Terminal terminal) =>
    [
        new DemoCommand(terminal),
        new CrawlCommand(terminal),
        new CleanCommand(terminal),
        new CropCommand(terminal),
        new SplitCommand(terminal),
        new TrainCommand(terminal),
        new EvaluateCommand(terminal),
        new CompareCommand(terminal),
        new PredictCommand(terminal),
        new ExplainCommand(terminal),
        new ReportCommand(terminal),
        new StudioCommand(terminal),
        new ServeCommand(terminal),
        new ExportCommand(terminal),
        new PixelsCommand(terminal),
        new SynthesizeCommand(terminal),
        new FeaturesCommand(terminal),
        new IndexCommand(terminal),
        new MergeCommand(terminal),
        new BackbonesCommand(terminal),
        new DoctorCommand(terminal),
    ];

    /// <summary>Runs the command that <paramref name="arguments"/> name; without arguments, the help.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            return Refuse(parsed);
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.OutputWriter,
                Error = terminal.ErrorWriter,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Program.cs listens to Ctrl-C: a checkpoint may take longer than the default allows
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.ErrorWriter.WriteLine("Stopped.");
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // the one place where any exception becomes a sentence
        catch (Exception exception)
#pragma warning restore CA1031
        {
            terminal.ErrorWriter.WriteLine(Failure.Sentence(exception));
            if (Environment.GetEnvironmentVariable("DISCERN_DEBUG") is "1")
            {
                terminal.ErrorWriter.WriteLine(exception);
            }

            return exception is ArgumentException ? ExitCode.BadArguments : ExitCode.Failed;
        }
    }

    // Not a RootCommand: that one would be named after the assembly.
    private Command Root()
    {
        var root = new Command("discern", "Turns a folder of pictures into a classifier that its owner can trust, and says how far to trust it.");
        foreach (var command in Commands(terminal))
        {
            root.Add(command);
        }

        var help = new HelpOption { Description = "Show what a command does, its options and an example." };
        var withExample = new HelpWithExample((HelpAction)help.Action!);
        help.Action = withExample;
        root.Add(help);
        root.Add(new VersionOption { Description = "Show the version." });
        root.SetAction(withExample.Invoke); // as an action of its own: help itself forgives unknown words
        return root;
    }

    private int Refuse(ParseResult parsed)
    {
        if (MpiJob.Of(Environment.GetEnvironmentVariable) is { Rank: > 0 })
        {
            return ExitCode.BadArguments; // process 0 was given the same arguments, and says so
        }

        foreach (var error in parsed.Errors)
        {
            terminal.ErrorWriter.WriteLine(error.Message);
        }

        terminal.ErrorWriter.WriteLine($"See '{string.Join(' ', Names(parsed.CommandResult))} --help'.");
        return ExitCode.BadArguments;
    }

    private static IEnumerable<string> Names(CommandResult result) =>
        result.Parent is CommandResult parent ? [.. Names(parent), result.Command.Name] : [result.Command.Name];
}
