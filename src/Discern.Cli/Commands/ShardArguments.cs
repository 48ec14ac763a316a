using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Sharding;

namespace Discern.Cli.Commands;

/// <summary>The option that makes a command do one part of its work, and the way from there; made anew for each command that has it.</summary>
internal sealed class ShardArguments
{
    /// <summary>Which part.</summary>
    public Option<string?> Shard { get; } = new("--shard")
    {
        Description = "Do one of N parts of the work, into a folder of its own in -o; 'discern merge' joins them. 0/64 is the first of 64, 63/64 the last; " +
            "auto/64 takes the number from Slurm's job array, Kubernetes' indexed Job or mpirun. A part that is there is not done again.",
        HelpName = "I/N",
    };

    /// <summary>The part that the user asks for; null where the work is not cut.</summary>
    /// <exception cref="ArgumentException">There is no such part, or the environment does not tell.</exception>
    public Shard? Read(ParseResult arguments) =>
        arguments.GetValue(Shard) is { } text ? new ShardText(Environment.GetEnvironmentVariable).Parse(text) : null;

    /// <summary>Refuses what makes no sense with a shard.</summary>
    /// <param name="result">What the user typed.</param>
    /// <param name="output">The option that names the folder of the shards.</param>
    /// <param name="others">Options that do not go with it.</param>
    public void Validate(System.CommandLine.Parsing.CommandResult result, Option output, params ReadOnlySpan<Option> others)
    {
        if (result.GetResult(Shard) is not { Implicit: false })
        {
            return;
        }

        if (result.GetResult(output) is not { Implicit: false })
        {
            result.AddError($"--shard needs {output.Aliases.FirstOrDefault(output.Name)} with the folder that all shards share.");
        }

        foreach (var other in others)
        {
            if (result.GetResult(other) is { Implicit: false })
            {
                result.AddError($"{other.Name} does not go with --shard: it is for the whole work.");
            }
        }
    }

    /// <summary>Does the part and tells what came of it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(ShardWork work, Shard shard, string output, Terminal terminal, bool isJson, bool isStrict, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(terminal, $"Shard {shard}", "pictures");
        var outcome = ShardRunner.Run(
            work,
            shard,
            output,
            done => progress.Report(done),
            skipped =>
            {
                progress.Clear();
                terminal.ErrorWriter.WriteLine($"Skipped '{skipped.Path}': {skipped.Reason}");
            },
            cancellationToken);
        progress.Clear();
        foreach (var remark in outcome.Remarks)
        {
            terminal.ErrorWriter.WriteLine(remark);
        }

        var record = outcome.Record;
        var skipped = record.Skipped == 0 ? "" : $", {record.Skipped:N0} of them skipped";
        terminal.OutputWriter.WriteLine(isJson
            ? CliJson.Line(new ShardLine(record.Shard, record.Shards, record.Listed, record.Pictures, record.Skipped, outcome.Folder, outcome.WasDone), CliJson.Lines.ShardLine)
            : outcome.WasDone
                ? $"Shard {shard} was done before: {record.Pictures:N0} pictures{skipped} in {Shown.Path(outcome.Folder)}. Nothing was done now."
                : $"Shard {shard}: {record.Pictures:N0} of {record.Listed:N0} pictures{skipped} in {Shown.Path(outcome.Folder)}");
        return record.Skipped == 0 ? ExitCode.Done : isStrict ? ExitCode.Failed : ExitCode.SomethingSkipped;
    }

    /// <summary>What the user asked for, by the names of arguments and options: all that must be the same in every shard.</summary>
    public static SortedDictionary<string, string> Options(params ReadOnlySpan<(string Name, string? Value)> told)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in told)
        {
            options.Add(name, value ?? "");
        }

        return options;
    }
}
