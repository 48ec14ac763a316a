using System.Collections.Concurrent;
using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Web.Studio;

namespace Discern.Cli.Commands;

/// <summary><c>discern studio</c>: data and runs in the browser.</summary>
internal sealed class StudioCommand : DiscernCommand
{
    private readonly Argument<string?> path = new("DATA|RUN")
    {
        Description = "A folder of pictures, or the folder of a run. Without: the runs in 'runs'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ServerArguments server = new();

    private readonly Option<bool> isSilent = new("--no-browser") { Description = "Print the address, and open no browser." };

    /// <summary>Creates the command.</summary>
    public StudioCommand(Terminal terminal)
        : base(terminal, "studio", "Shows data and runs in the browser, on this machine alone; every decision can be taken back.")
    {
        Add(path);
        server.AddTo(this);
        Add(isSilent);
    }

    /// <inheritdoc/>
    public override string Example => "discern studio runs/2026-11-21-hotdog";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folders = StudioFolders.Of(arguments.GetValue(path), Environment.CurrentDirectory);
        var trainings = new ConcurrentBag<Task>();
        await using var studio = await StudioServer.StartAsync(folders, server.Read(arguments, Terminal), Train, time: Terminal.Clock, cancellationToken: cancellationToken);
        Terminal.OutputWriter.WriteLine(arguments.GetValue(Json)
            ? CliJson.Line(new ServerLine(studio.SignInAddress.AbsoluteUri), CliJson.Lines.ServerLine)
            : $"Studio: {studio.SignInAddress.AbsoluteUri} (Ctrl-C ends it)");
        await Terminal.OutputWriter.FlushAsync(cancellationToken);
        if (!arguments.GetValue(isSilent))
        {
            Browser.Open(studio.SignInAddress);
        }

        await studio.RunAsync(cancellationToken);
        await Task.WhenAll(trainings); // which write a checkpoint first
        return ExitCode.Done;

        // As if it had been typed; it ends with the studio.
        Task<int> Train(string[] typed, TextWriter output, TextWriter error, CancellationToken stop)
        {
            var training = TrainAsync(typed, new Terminal(output, error, isOutputTerminal: false, isErrorTerminal: false) { Clock = Terminal.Clock }, stop, cancellationToken);
            trainings.Add(training);
            return training;
        }
    }

    private static async Task<int> TrainAsync(string[] typed, Terminal terminal, CancellationToken stop, CancellationToken end)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, end);
        return await new CommandLine(terminal).RunAsync(typed, either.Token);
    }
}
