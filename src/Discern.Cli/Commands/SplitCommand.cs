using System.CommandLine;
using Discern.Cleaning.NearDuplicates;
using Discern.Cli.Rendering;
using Discern.Datasets;
using Discern.Runs;
using Discern.Splitting;

namespace Discern.Cli.Commands;

/// <summary><c>discern split</c>: a data set in, the same with <c>train/ validation/ test/</c> over its classes out.</summary>
internal sealed class SplitCommand : DiscernCommand
{
    private readonly Argument<string> data = new("DATA")
    {
        Description = "A folder with a folder per class, with train/ validation/ test/ over them, or with an index.csv.",
    };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The folder to make. With --how csv the folder to put index.csv into; DATA itself will do.",
        HelpName = "OUT",
        Required = true,
    };

    private readonly Option<double> train = Share("--train", "The share of each class to learn from, in percent.", 70);

    private readonly Option<double> test = Share("--test", "The share of each class to take the final figures on, in percent.", 20);

    private readonly Option<double> validation = Share("--validation", "The share of each class to choose the best epoch on, in percent.", 10);

    private readonly Option<string?> group = RunOptions.Group();

    private readonly Option<bool> looseDuplicates = new("--no-duplicates")
    {
        Description = "Do not look for near-duplicates, which otherwise stay in one part. No picture is decoded then, and unreadable ones are not found.",
    };

    private readonly Option<string> how = new("--how")
    {
        Description = "link: hard links, which take no room, or copies where there can be none. copy: copies. csv: a table only.",
        HelpName = "link|copy|csv",
        DefaultValueFactory = _ => "link",
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of the drawing: the same one gives the same split.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> threads = RunOptions.Threads();

    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public SplitCommand(Terminal terminal)
        : base(terminal, "split", "Splits pictures into train, validation and test, each class in the same shares, and keeps in one part what belongs together.")
    {
        how.AcceptOnlyFromAmong("link", "copy", "csv");
        Add(data);
        foreach (var option in new Option[] { output, train, test, validation, group, looseDuplicates, how, seed, threads, strict })
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern split pictures -o pictures-split --train 70 --test 20 --validation 10";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = Chosen(arguments);
        var result = Split(arguments, options, cancellationToken);
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(Summary(result, options), CliJson.Lines.SplitSummary));
        }
        else
        {
            Show(result, options);
        }

        return Task.FromResult(ExitCode.AfterSkipping(result.Skipped.Count, arguments.GetValue(strict)));
    }

    private static Option<double> Share(string name, string description, double percent) => new(name)
    {
        Description = description,
        HelpName = "PERCENT",
        DefaultValueFactory = _ => percent,
    };

    private SplitResult Split(ParseResult arguments, SplitOptions options, CancellationToken cancellation)
    {
        using var progress = new PhaseLine<SplitProgress>(Terminal, told => (Describe(told.Phase, options.Method), told.Done, told.Total));
        return DatasetSplitter.Split(arguments.GetRequiredValue(data), arguments.GetRequiredValue(output), options, progress, cancellation);
    }

    private SplitOptions Chosen(ParseResult arguments)
    {
        // Where one share is given, those that are not are nothing: --train 80 --test 20 says all.
        var isGiven = new[] { train, test, validation }.Any(share => arguments.GetResult(share) is { Implicit: false });
        double Percent(Option<double> share) => isGiven && arguments.GetResult(share) is not { Implicit: false } ? 0 : arguments.GetValue(share);
        var (toTrain, toTest, toValidate) = (Percent(train), Percent(test), Percent(validation));
        if (!(toTrain > 0 && toTest >= 0 && toValidate >= 0 && Math.Abs(toTrain + toTest + toValidate - 100) < 1e-4))
        {
            throw new ArgumentException(
                $"--train {toTrain}, --test {toTest} and --validation {toValidate} are no shares in percent: they must add up to 100, none below 0 and train above 0.");
        }

        return new SplitOptions
        {
            Data = new DatasetOptions
            {
                TrainShare = toTrain / 100,
                TestShare = toTest / 100,
                ValidationShare = toValidate / 100,
                Seed = arguments.GetValue(seed),
                GroupPattern = arguments.GetValue(group),
            },
            NearDuplicates = arguments.GetValue(looseDuplicates) ? null : new NearDuplicateOptions(),
            Method = arguments.GetRequiredValue(how) switch
            {
                "copy" => SplitMethod.Copy,
                "csv" => SplitMethod.Csv,
                _ => SplitMethod.Link,
            },
            Threads = arguments.GetValue(threads),
        };
    }

    private void Show(SplitResult result, SplitOptions options)
    {
        foreach (var remark in result.Remarks)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        foreach (var picture in result.Skipped)
        {
            Terminal.ErrorWriter.WriteLine($"Left out: '{picture.Path}': {picture.Reason}");
        }

        Terminal.Output.Write(Tables.Of(result));
        ShowCost(result.Groups);
        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.WriteLine(options.Method == SplitMethod.Csv
            ? $"Table:  {Shown.Path(result.IndexPath)}"
            : $"Folder: {Shown.Path(result.Path)}, {Count(result.Links, "hard link")} and {Count(result.Copies, "copy", "copies")}");
        if (options.Method != SplitMethod.Csv)
        {
            Terminal.OutputWriter.WriteLine($"To learn from it: discern train {Shown.Argument(Shown.Path(result.Path))}");
        }
    }

    private void ShowCost(GroupingCost cost)
    {
        if (cost.Groups == 0)
        {
            Terminal.OutputWriter.WriteLine($"No pictures belong together; {Off(cost.With)}.");
            return;
        }

        Terminal.OutputWriter.WriteLine(
            $"{Count(cost.Pictures, "picture")} in {Count(cost.Groups, "group")} stay together; without regard to groups {cost.Torn} of them would straddle parts.");
        Terminal.OutputWriter.WriteLine($"What that costs in balance: {Off(cost.With)}; without groups {Off(cost.Without)}.");
    }

    private static string Off(SplitBalance balance) =>
        $"shares are off by {100 * balance.Largest:0.00} percentage points at most, {100 * balance.Mean:0.00} on average";

    private static string Count(int count, string noun, string? several = null) => count == 1 ? $"1 {noun}" : $"{count} {several ?? noun + "s"}";

    private static string Describe(SplitPhase phase, SplitMethod method) => phase switch
    {
        SplitPhase.Reading => "Reading pictures",
        SplitPhase.Comparing => "Comparing pictures",
        _ => method == SplitMethod.Copy ? "Copying pictures" : "Linking pictures",
    };

    private static SplitSummary Summary(SplitResult result, SplitOptions options) => new(
        result.Path,
        result.IndexPath,
        options.Data.Seed,
        result.Pictures.Count,
        result.Classes,
        new SplitCounts(result.ClassCounts(Datasets.Split.Train), result.ClassCounts(Datasets.Split.Validation), result.ClassCounts(Datasets.Split.Test)),
        result.Groups,
        result.Links,
        result.Copies,
        result.Skipped,
        result.Remarks);
}
