using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Runs;
using Discern.Web;

namespace Discern.Cli.Commands;

/// <summary><c>discern report</c>: a run's report as one HTML file.</summary>
internal sealed class ReportCommand : DiscernCommand
{
    private readonly Argument<string> run = RunOptions.Run();

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The file to write. Without: report.html in the run folder.",
        HelpName = "FILE",
    };

    private readonly Option<string?> against = new("--against")
    {
        Description = "Another run, judged by the same pictures: the report says what differs, what was gained and what was paid.",
        HelpName = "RUN2",
    };

    /// <summary>Creates the command.</summary>
    public ReportCommand(Terminal terminal)
        : base(terminal, "report", "Writes a run's report: one HTML file that needs no network.")
    {
        Add(run);
        Add(output);
        Add(against);
    }

    /// <inheritdoc/>
    public override string Example => "discern report runs/2026-11-21-hotdog --against runs/2026-11-20-hotdog";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Open(arguments.GetRequiredValue(run));
        var path = Path.GetFullPath(arguments.GetValue(output) ?? folder.ReportPath);
        var other = arguments.GetValue(against) is { } compared ? RunFolder.Open(compared) : null;
        await ReportWriter.WriteAsync(folder, path, other, cancellationToken);
        Terminal.OutputWriter.WriteLine(arguments.GetValue(Json)
            ? CliJson.Line(new ReportLine(path), CliJson.Lines.ReportLine)
            : $"Report: {Shown.Path(path)}");
        return ExitCode.Done;
    }
}
