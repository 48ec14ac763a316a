using System.CommandLine;
using Discern.Cleaning;
using Discern.Cli.Rendering;
using Discern.Sharding.Merging;
using Discern.Web;

namespace Discern.Cli.Commands;

/// <summary><c>discern merge</c>: what all shards of a work wrote, as one process would have written it.</summary>
internal sealed class MergeCommand : DiscernCommand
{
    private readonly Argument<string> output = new("OUT") { Description = "The folder that all shards share; the result goes there, too, and the shards stay." };
    private readonly Option<bool> overwrite = RunOptions.Overwrite();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public MergeCommand(Terminal terminal)
        : base(terminal, "merge", "Checks that every shard of features, predict, clean, crop or index is there and of one work, and joins them.")
    {
        Add(output);
        Add(overwrite);
        Add(strict);
    }

    /// <inheritdoc/>
    public override string Example => "discern merge out";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var result = ShardMerger.Merge(
            arguments.GetRequiredValue(output),
            arguments.GetValue(overwrite),
            skipped => Terminal.ErrorWriter.WriteLine($"Skipped '{skipped.Path}': {skipped.Reason}"),
            cancellationToken);
        if (result.Cleaning is { } cleaning)
        {
            await GalleryWriter.WriteAsync(cleaning, result.Files.First(file => file.EndsWith(".html", StringComparison.Ordinal)), cancellationToken);
        }

        string[] remarks = [.. result.Remarks, .. result.Cleaning?.Remarks ?? []];
        if (arguments.GetValue(Json))
        {
            var issues = result.Cleaning is { } found ? IssueKinds.All.ToDictionary(IssueKinds.Name, found.Count, StringComparer.Ordinal) : null;
            Terminal.OutputWriter.WriteLine(CliJson.Line(
                new MergeLine(result.Command, result.Shards, result.Pictures, result.Skipped, result.Files, issues, remarks), CliJson.Lines.MergeLine));
        }
        else
        {
            Show(result, remarks);
        }

        return result.Skipped == 0 ? ExitCode.Done : arguments.GetValue(strict) ? ExitCode.Failed : ExitCode.SomethingSkipped;
    }

    private void Show(MergeResult result, string[] remarks)
    {
        foreach (var remark in remarks)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        if (result.Cleaning is { Issues.Count: > 0 } cleaning)
        {
            Terminal.Output.Write(Tables.Of(cleaning));
            Terminal.OutputWriter.WriteLine();
        }

        var skipped = result.Skipped == 0 ? "" : $", {result.Skipped:N0} of them skipped";
        Terminal.OutputWriter.WriteLine($"Joined {result.Shards:N0} shards of '{result.Command}': {result.Pictures:N0} pictures{skipped}.");
        foreach (var file in result.Files)
        {
            Terminal.OutputWriter.WriteLine($"  {Shown.Path(file)}");
        }
    }
}
