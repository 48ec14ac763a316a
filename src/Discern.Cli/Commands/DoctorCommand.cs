using System.CommandLine;
using Discern.Cli.Diagnosis;
using Discern.Cli.Rendering;
using Spectre.Console;

namespace Discern.Cli.Commands;

/// <summary><c>discern doctor</c>: what this machine has.</summary>
internal sealed class DoctorCommand(Terminal terminal) : DiscernCommand(
    terminal,
    "doctor",
    "Shows what this machine has and Discern uses: processor, threads, memory, codecs, charts, sample pictures.")
{
    /// <inheritdoc/>
    public override string Example => "discern doctor";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var findings = Examination.Run();
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(findings, CliJson.Lines.IReadOnlyListFinding));
        }
        else
        {
            Terminal.Output.Write(Table(findings));
        }

        return Task.FromResult(findings.All(finding => finding.IsSound) ? ExitCode.Done : ExitCode.Failed);
    }

    private static Table Table(IReadOnlyList<Finding> findings)
    {
        var table = Tables.Plain(["", "what", "found"]);
        foreach (var finding in findings)
        {
            table.AddRow(
                new Text(finding.IsSound ? "ok" : "missing", finding.IsSound ? Color.Green : Color.Red),
                new Text(finding.What),
                new Text(finding.Found));
        }

        return table;
    }
}
