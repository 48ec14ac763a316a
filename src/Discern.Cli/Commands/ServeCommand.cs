using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Runs;
using Discern.Serving;
using Discern.Web.Serving;

namespace Discern.Cli.Commands;

/// <summary><c>discern serve</c>: a run's model for programs, over HTTP.</summary>
internal sealed class ServeCommand : DiscernCommand
{
    private readonly Argument<string> run = RunOptions.Run();
    private readonly ServerArguments server = new();

    private readonly Option<int> queue = new("--queue")
    {
        Description = "The most pictures that wait or are under way; further ones are refused with status 429.",
        HelpName = "N",
        DefaultValueFactory = _ => new ServingOptions().Queue,
    };

    private readonly Option<int> batch = new("--batch")
    {
        Description = "The most pictures that go through the network together.",
        HelpName = "N",
        DefaultValueFactory = _ => new ServingOptions().Batch,
    };

    private readonly Option<string> upload = new("--max-upload")
    {
        Description = "The largest request, such as 500K or 20M; a larger one is refused with status 413.",
        HelpName = "SIZE",
        DefaultValueFactory = _ => $"{new ApiOptions().MaximumUploadBytes >> 20}M",
    };

    private readonly Option<int> threads = RunOptions.Threads();

    /// <summary>Creates the command.</summary>
    public ServeCommand(Terminal terminal)
        : base(terminal, "serve", "Answers pictures with a run's model over HTTP, for programs, until Ctrl-C.")
    {
        queue.AtLeast(1);
        batch.AtLeast(1);
        upload.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Bytes.TryParse(token.Value, out _))
            {
                result.AddError($"--max-upload is '{token.Value}'; give a size up to 1G, such as 500K or 20M.");
            }
        });
        Add(run);
        server.AddTo(this);
        foreach (var option in (Option[])[queue, batch, upload, threads])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern serve runs/2026-11-21-hotdog --port 8080";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Open(arguments.GetRequiredValue(run));
        _ = Bytes.TryParse(arguments.GetRequiredValue(upload), out var maximumBytes);
        var serving = new ServingOptions { Queue = arguments.GetValue(queue), Batch = arguments.GetValue(batch), Threads = arguments.GetValue(threads) };
        await using var served = new ServedRun(folder, serving);
        Terminal.Remark(served.Predictor.Remark);
        await using var listening = await PredictionServer.StartAsync(
            served, server.Read(arguments, Terminal), new ApiOptions { MaximumUploadBytes = maximumBytes }, Terminal.Clock, cancellationToken);

        // The token stays untold: what is printed here ends in logs.
        Terminal.OutputWriter.WriteLine(arguments.GetValue(Json)
            ? CliJson.Line(new ServerLine(listening.Address.AbsoluteUri), CliJson.Lines.ServerLine)
            : $"Serving {Shown.Path(folder.Path)} at {listening.Address.AbsoluteUri} (Ctrl-C ends it)");
        await Terminal.OutputWriter.FlushAsync(cancellationToken);
        await listening.RunAsync(cancellationToken);
        return ExitCode.Done;
    }
}
