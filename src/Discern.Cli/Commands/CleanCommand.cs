using System.CommandLine;
using Discern.Cleaning;
using Discern.Cleaning.Quarantining;
using Discern.Cli.Rendering;
using Discern.Sharding.Works;
using Discern.Web;

namespace Discern.Cli.Commands;

/// <summary><c>discern clean</c>: what may be wrong with a folder of pictures, and its quarantine.</summary>
internal sealed class CleanCommand : DiscernCommand
{
    private readonly Argument<string> data = new("DATA")
    {
        Description = "A folder of pictures: with a folder per class, with train/ validation/ test/ over them, with an index.csv, or without classes.",
    };

    private readonly Option<bool> apply = new("--apply") { Description = "Move the pictures that the issues of --kinds are about into quarantine. Nothing is deleted." };

    private readonly Option<bool> undo = new("--undo") { Description = "Bring everything back from quarantine, and look for nothing." };

    private readonly Option<string> kinds = new("--kinds")
    {
        Description = "With --apply: which issues. 'sure' stands for unreadable, exact-duplicate and near-duplicate.",
        HelpName = "KIND,KIND",
        DefaultValueFactory = _ => "sure",
    };

    private readonly Option<bool> quick = new("--quick") { Description = "Do without the pretrained network, which finds outliers and suspicious labels and takes most of the time." };

    private readonly Option<string?> backbone = new("--backbone")
    {
        Description = "The pretrained network: 'general', or a network's file. Without: general.",
        HelpName = "NAME|FILE",
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of the cross-validation that judges labels.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> threads = RunOptions.Threads();

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The folder for table, gallery, catalogue and quarantine, outside DATA. Without: DATA's own path with -clean after it. With --shard: the folder that all shards share.",
        HelpName = "FOLDER",
    };

    private readonly ShardArguments shards = new();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public CleanCommand(Terminal terminal)
        : base(terminal, "clean", "Finds unreadable, duplicate, odd and suspiciously labelled pictures, and sets them aside if asked to; deletes nothing.")
    {
        Add(data);
        foreach (var option in new Option[] { apply, kinds, undo, quick, backbone, seed, threads, output, shards.Shard, strict })
        {
            Add(option);
        }

        Validators.Add(result => shards.Validate(result, output, apply, undo, kinds));
    }

    /// <inheritdoc/>
    public override string Example => "discern clean pictures --apply --kinds sure,split-leak";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(apply) && arguments.GetValue(undo))
        {
            throw new ArgumentException("--apply and --undo are each other's opposite. Give one of them.");
        }

        var chosen = IssueKinds.Parse(arguments.GetRequiredValue(kinds));
        var path = arguments.GetRequiredValue(data);
        if (arguments.GetValue(undo))
        {
            return Undo(path, arguments);
        }

        if (shards.Read(arguments) is { } shard)
        {
            var work = new CleanWork(Collection.Read(path), CleaningOptionsOf(arguments))
            {
                Options = ShardArguments.Options(
                    ("DATA", Path.GetFullPath(path)),
                    ("--quick", arguments.GetValue(quick) ? "true" : "false"),
                    ("--backbone", arguments.GetValue(backbone)),
                    ("--seed", $"{arguments.GetValue(seed)}")),
            };
            return ShardArguments.Run(work, shard, arguments.GetValue(output)!, Terminal, arguments.GetValue(Json), arguments.GetValue(strict), cancellationToken);
        }

        var result = Clean(path, arguments, cancellationToken);
        var folder = CleaningFolder.Open(path, arguments.GetValue(output));
        IssuesCsv.Write(folder.IssuesPath, result);
        await GalleryWriter.WriteAsync(result, folder.GalleryPath, cancellationToken);
        var quarantined = arguments.GetValue(apply) ? new Quarantine(path, folder, Terminal.Clock).Apply(SetAside.From(result, chosen)) : null;
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(Summary(result, folder, quarantined), CliJson.Lines.CleaningSummary));
        }
        else
        {
            Show(result, folder, quarantined);
        }

        return ExitCode.AfterSkipping(quarantined?.Remarks.Count ?? 0, arguments.GetValue(strict));
    }

    private CleaningResult Clean(string path, ParseResult arguments, CancellationToken cancellationToken)
    {
        using var progress = new PhaseLine<CleaningProgress>(Terminal, told => (Describe(told.Phase), told.Done, told.Total));
        return new Cleaner(Terminal.Clock).Clean(
            path,
            CleaningOptionsOf(arguments),
            progress,
            cancellationToken);
    }

    private CleaningOptions CleaningOptionsOf(ParseResult arguments) => new()
    {
        UsesNetwork = !arguments.GetValue(quick),
        Backbone = arguments.GetValue(backbone),
        Seed = arguments.GetValue(seed),
        Threads = arguments.GetValue(threads),
    };

    private int Undo(string path, ParseResult arguments)
    {
        var result = new Quarantine(path, CleaningFolder.Open(path, arguments.GetValue(output)), Terminal.Clock).Undo();
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(new QuarantineSummary(result.Moved, result.Remarks), CliJson.Lines.QuarantineSummary));
        }
        else
        {
            WriteRemarks(result.Remarks);
            Terminal.OutputWriter.WriteLine($"{Pictures(result.Moved)} brought back.");
        }

        return ExitCode.AfterSkipping(result.Remarks.Count, arguments.GetValue(strict));
    }

    private void Show(CleaningResult result, CleaningFolder folder, QuarantineResult? quarantined)
    {
        WriteRemarks([.. result.Remarks, .. quarantined?.Remarks ?? []]);
        if (result.Issues.Count == 0)
        {
            Terminal.OutputWriter.WriteLine($"Nothing was found to be wrong with {Pictures(result.Survey.Pictures.Count)}.");
        }
        else
        {
            Terminal.Output.Write(Tables.Of(result));
            foreach (var issue in result.Issues.Where(issue => issue.Picture is null))
            {
                Terminal.OutputWriter.WriteLine(issue.Explanation);
            }
        }

        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.WriteLine($"Table:   {Shown.Path(folder.IssuesPath)}");
        Terminal.OutputWriter.WriteLine($"Gallery: {Shown.Path(folder.GalleryPath)}");
        if (quarantined is not null)
        {
            Terminal.OutputWriter.WriteLine($"{Pictures(quarantined.Moved)} moved to {Shown.Path(folder.QuarantinePath)}.");
            var isUsualPlace = string.Equals(folder.Path, result.Survey.Root + "-clean", StringComparison.Ordinal);
            var place = isUsualPlace ? "" : $" -o {Shown.Argument(Shown.Path(folder.Path))}";
            Terminal.OutputWriter.WriteLine($"To bring all back: discern clean {Shown.Argument(Shown.Path(result.Survey.Root))}{place} --undo");
        }
    }

    private void WriteRemarks(IEnumerable<string> remarks)
    {
        foreach (var remark in remarks)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }
    }

    private static string Describe(CleaningPhase phase) => phase switch
    {
        CleaningPhase.Reading => "Reading pictures",
        CleaningPhase.Comparing => "Comparing pictures",
        CleaningPhase.Features => "Computing features",
        CleaningPhase.Judging => "Judging labels",
        _ => phase.ToString(),
    };

    private static CleaningSummary Summary(CleaningResult result, CleaningFolder folder, QuarantineResult? quarantined) => new(
        result.Survey.Pictures.Count,
        IssueKinds.All.ToDictionary(IssueKinds.Name, result.Count, StringComparer.Ordinal),
        [.. result.Issues.Where(issue => issue.Picture is null).Select(issue => issue.Explanation)],
        folder.IssuesPath,
        folder.GalleryPath,
        quarantined?.Moved,
        [.. result.Remarks, .. quarantined?.Remarks ?? []],
        result.Seconds.ToDictionary(pair => pair.Key.ToString().ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal));

    private static string Pictures(int count) => count == 1 ? "1 picture" : $"{count} pictures";
}
