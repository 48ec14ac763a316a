using System.CommandLine;
using Discern.Classifiers;
using Discern.Classifiers.FineTune;
using Discern.Cli.Rendering;
using Discern.Comparing;
using Discern.Comparing.Remedies;
using Discern.Comparing.Runs;
using Discern.Datasets;
using Discern.Runs;
using Discern.Web;

namespace Discern.Cli.Commands;

/// <summary><c>discern compare</c>: which remedy, or which run, is better, by how much, and whether that is more than chance.</summary>
internal sealed class CompareCommand : DiscernCommand
{
    private readonly Argument<string[]> places = new("DATA|RUN")
    {
        Description = "A folder of pictures, to compare remedies for classes of unequal size on it; or two runs or more, to compare them on the pictures that judge all.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> balance = new("--balance")
    {
        Description = "With DATA: the remedies, with commas between them: names of docs/balance.md, and class-weights, effective, focal, logit-adjustment, threshold, balanced-batches. The first is what the others are held against.",
        HelpName = "none,smote,…",
        DefaultValueFactory = _ => RemedyList.Usual,
    };

    private readonly Option<string?> metric = new("--metric")
    {
        Description = "The figure that decides: f1, recall, precision or average-precision of the smallest class, macro-f1, accuracy, balanced-accuracy, matthews. Without: f1, and macro-f1 with more than two classes.",
        HelpName = "FIGURE",
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        Description = "With DATA: how to learn. auto, transfer or logistic: a logistic regression on what a pretrained network sees, computed once. fine-tune or cnn: trained anew for each remedy and fold.",
        HelpName = "auto|transfer|fine-tune|cnn",
        DefaultValueFactory = _ => "auto",
    };

    private readonly BackboneArguments backbone = new();

    private readonly Option<string?> network = new("--network")
    {
        Description = "With cnn: a network by name, or a YAML file that describes one.",
        HelpName = "faces|hotdog|FILE.yml",
    };

    private readonly Option<int?> size = new("--size") { Description = "Width and height that pictures are brought to, in pixels.", HelpName = "N" };

    private readonly Option<int?> epochs = new("--epochs") { Description = "With cnn and fine-tune: how often to go through the training pictures.", HelpName = "N" };

    private readonly Option<int> folds = new("--folds")
    {
        Description = "With DATA: into how many parts the pictures are dealt, each held out once.",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };

    private readonly Option<int> repeats = new("--repeats")
    {
        Description = "With DATA: how often they are dealt anew. More repeats show smaller differences.",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    private readonly Option<string?> group = RunOptions.Group();

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of everything random: folds, what remedies draw, intervals.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> threads = RunOptions.Threads();

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The folder to make, for comparison.json and comparison.html. Without: runs/, then the date, the name and 'comparison'.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public CompareCommand(Terminal terminal)
        : base(terminal, "compare", "Says which remedy for classes of unequal size, or which run, is better, by how much, and whether that is more than chance.")
    {
        recipe.AcceptOnlyFromAmong("auto", "transfer", "logistic", "fine-tune", "cnn");
        size.AtLeast(8);
        epochs.AtLeast(1);
        folds.AtLeast(2);
        repeats.AtLeast(1);
        Add(places);
        foreach (var option in (Option[])[balance, metric, recipe, .. backbone.All, network, size, epochs, folds, repeats, group, seed, threads, output, strict])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern compare pictures --balance none,class-weights,smote,cluster";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var named = arguments.GetRequiredValue(places);
        var isOfRuns = IsOfRuns(named, arguments);
        var folder = RunFolder.Create(arguments.GetValue(output) ?? RunName.Default(named[0], Terminal.Clock, "-comparison"));
        try
        {
            var comparison = isOfRuns ? CompareRuns(named, arguments) : CompareRemedies(named[0], arguments, cancellationToken);
            comparison.Save(folder.Path);
            var report = Path.Combine(folder.Path, "comparison.html");
            await ComparisonWriter.WriteAsync(comparison, report, cancellationToken);
            Conclude(comparison, report, arguments.GetValue(Json));
            return ExitCode.AfterSkipping(comparison.Skipped.Count, arguments.GetValue(strict));
        }
        finally
        {
            folder.DeleteIfEmpty();
        }
    }

    // Two folders are runs, since one data set is enough; one folder is a data set, unless it says itself that it is a run.
    private bool IsOfRuns(string[] named, ParseResult arguments)
    {
        if (named.Length == 1 && File.Exists(Path.Combine(named[0], "run.json")))
        {
            throw new ArgumentException($"'{named[0]}' is a run, and one run has nothing to be compared with. Name another one beside it, or a folder of pictures.");
        }

        Option[] ofData = [balance, recipe, .. backbone.All, network, size, epochs, folds, repeats, group];
        return named.Length > 1 && Array.Find(ofData, option => !arguments.IsLeftOut(option)) is { } idle
            ? throw new ArgumentException($"{idle.Name} is for one folder of pictures, and {named.Length} folders are named, which are taken for runs. Name one folder of pictures, or leave {idle.Name} out.")
            : named.Length > 1;
    }

    private Comparison CompareRuns(string[] named, ParseResult arguments)
    {
        var options = new RunComparisonOptions { Metric = Metric(arguments), Seed = arguments.GetValue(seed), Threads = arguments.GetValue(threads) };
        return new RunComparer(options, Terminal.Clock).Compare([.. named.Select(RunFolder.Open)]);
    }

    private Comparison CompareRemedies(string pictures, ParseResult arguments, CancellationToken cancellationToken)
    {
        var remedies = RemedyList.Parse(arguments.GetRequiredValue(balance));
        var options = Comparing(arguments);
        var dataset = DatasetReader.Read(pictures, new DatasetOptions { Seed = options.Seed, GroupPattern = arguments.GetValue(group) });
        if (!arguments.GetValue(Json))
        {
            Terminal.Output.Write(Tables.Of(dataset));
        }

        using var observer = new TrainingObserver(Terminal, arguments.GetValue(Json));
        return new RemedyComparer(options, Terminal.Clock).Compare(dataset, remedies, observer, cancellationToken);
    }

    private RemedyComparisonOptions Comparing(ParseResult arguments)
    {
        var chosen = Recipe(arguments);
        var options = new RemedyComparisonOptions
        {
            Folds = arguments.GetValue(folds),
            Repeats = arguments.GetValue(repeats),
            Metric = Metric(arguments),
            Recipe = chosen,
            Backbone = arguments.GetValue(backbone.Backbone),
            BackboneOptions = backbone.Read(arguments, arguments.GetValue(size), arguments.GetValue(seed)),
            Seed = arguments.GetValue(seed),
            Threads = arguments.GetValue(threads),
        };
        return options with { Learning = chosen switch { "cnn" => Cnn(arguments), "fine-tune" => FineTune(arguments, options), _ => null } };
    }

    // What only one recipe takes would do nothing with another, in silence.
    private string Recipe(ParseResult arguments)
    {
        var asked = arguments.GetRequiredValue(recipe);
        var chosen = asked is "fine-tune" or "cnn" ? asked : "transfer";
        Option[] idle = chosen switch
        {
            "cnn" => [.. backbone.All],
            "fine-tune" => [network],
            _ => [network, epochs],
        };
        return Array.Find(idle, option => !arguments.IsLeftOut(option)) is { } given
            ? throw new ArgumentException($"{given.Name} does nothing with the recipe {asked}. Leave it out, or name a recipe that it is for.")
            : chosen;
    }

    private Func<Remedy, Learning> Cnn(ParseResult arguments)
    {
        var options = new CnnOptions { Network = arguments.GetValue(network), Size = arguments.GetValue(size), Seed = arguments.GetValue(seed), Threads = arguments.GetValue(threads) };
        options = options with { Epochs = arguments.GetValue(epochs) ?? options.Epochs };
        return remedy => (dataset, run, observer, cancellation) =>
            new CnnRecipe().Run(dataset, options with { ClassWeights = remedy.ClassWeights, Remedies = remedy.Learning }, run, observer, cancellation);
    }

    private Func<Remedy, Learning> FineTune(ParseResult arguments, RemedyComparisonOptions told)
    {
        var options = new FineTuneOptions { Backbone = told.Backbone, BackboneOptions = told.BackboneOptions, Seed = told.Seed, Threads = told.Threads };
        options = options with { Epochs = arguments.GetValue(epochs) ?? options.Epochs };
        return remedy => (dataset, run, observer, cancellation) =>
            new FineTuneRecipe().Run(dataset, options with { ClassWeights = remedy.ClassWeights, Remedies = remedy.Learning }, run, observer, cancellation);
    }

    private ComparedMetric? Metric(ParseResult arguments) => arguments.GetValue(metric) is { } name ? ComparedMetricNames.Parse(name) : null;

    private void Conclude(Comparison comparison, string report, bool isJson)
    {
        foreach (var remark in comparison.Remarks.Concat(comparison.Skipped.Select(picture => $"Left out: '{picture.Path}' cannot be read: {picture.Reason}.")))
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        if (isJson)
        {
            Terminal.OutputWriter.WriteLine(comparison.ToJson());
            Terminal.ErrorWriter.WriteLine($"Report: {Shown.Path(report)}");
            return;
        }

        Terminal.Output.Write(Tables.Of(comparison));
        foreach (var contender in comparison.Contenders)
        {
            Terminal.OutputWriter.WriteLine(contender.Sentence);
        }

        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.WriteLine(comparison.Verdict);
        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.WriteLine($"Report: {Shown.Path(report)}");
    }
}
