using System.CommandLine;
using Discern.Balancing;
using Discern.Cli.Rendering;
using Discern.Evaluation;
using Discern.Pixels;
using Discern.Runs;

namespace Discern.Cli.Commands;

/// <summary><c>discern pixels train</c>: a table of colours or pictures with masks in, a run out.</summary>
internal sealed class PixelsTrainCommand : DiscernCommand
{
    private readonly Argument<string> data = new("DATA")
    {
        Description = "A table of colours, one pixel on a line, or a folder with images/ and masks/.",
        HelpName = "TABLE|FOLDER",
    };

    private readonly Option<PixelModelKind> model = new("--model")
    {
        Description = "What learns. logistic: a plane through the colours. mlp: a network of two hidden layers.",
        HelpName = "logistic|mlp",
    };

    private readonly Option<ColourFeatures> features = new("--features")
    {
        Description = "What it sees of a colour.",
        HelpName = "rgb|hsv|ycbcr|all",
    };

    private readonly Option<string> balance = new("--balance")
    {
        Description = "A remedy for classes of unequal size to try beside, by a name of docs/balance.md; none: no such thing.",
        HelpName = "smote|oversample|undersample|none|…",
        DefaultValueFactory = _ => "smote",
    };

    private readonly Option<string> columns = new("--columns")
    {
        Description = "The order of a table's columns, where its first line does not say it.",
        HelpName = ColourTableReader.UsualColumns,
        DefaultValueFactory = _ => ColourTableReader.UsualColumns,
    };

    private readonly Option<string?> names = new("--names")
    {
        Description = "What the labels of a table are called; of masks, what they mark.",
        HelpName = "1=skin,2=rest",
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of everything random: splits, weights, order.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> threads = RunOptions.Threads();

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The run folder to make. Without: runs/, then the date and the data's name.",
        HelpName = "RUNFOLDER",
    };

    /// <summary>Creates the command.</summary>
    public PixelsTrainCommand(Terminal terminal)
        : base(terminal, "train", "Learns pixels twice, split at random and with equal colours kept together, tries a remedy for unequal classes, and says what to believe.")
    {
        Add(data);
        foreach (var option in new Option[] { model, features, balance, columns, names, seed, threads, output })
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern pixels train Skin_NonSkin.txt --names 1=skin,2=rest --model mlp";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var sampler = Samplers.Find(arguments.GetRequiredValue(balance));
        var options = new PixelOptions
        {
            Model = arguments.GetValue(model),
            Features = arguments.GetValue(features),
            Remedy = sampler is NoSampling ? null : sampler,
            Seed = arguments.GetValue(seed),
            Threads = arguments.GetValue(threads),
        };
        var source = arguments.GetRequiredValue(data);
        var remarks = new List<string>();
        var table = Read(arguments, source, remarks, cancellationToken);
        var folder = RunFolder.Create(arguments.GetValue(output) ?? RunName.Default(source, Terminal.Clock)).Path;
        PixelRun run;
        try
        {
            run = new PixelCourse(options, Terminal.Clock).Run(table, Path.GetFullPath(source), folder, remarks, cancellationToken);
        }
        finally
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }

        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(run.ToJson());
        }
        else
        {
            Show(run, folder);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private PixelTable Read(ParseResult arguments, string source, List<string> remarks, CancellationToken cancellation)
    {
        var given = arguments.GetValue(names);
        if (!Directory.Exists(source))
        {
            return ColourTableReader.Read(source, arguments.GetRequiredValue(columns), Names(given));
        }

        return MaskedPictureReader.Matches(source)
            ? MaskedPictureReader.Read(source, given ?? "marked", remarks, cancellation)
            : throw new DiscernException($"'{source}' has no folders {MaskedPictureReader.ImagesFolder}/ and {MaskedPictureReader.MasksFolder}/. Give a folder that has both, or a table of colours.");
    }

    private static Dictionary<string, string> Names(string? given)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (given ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=') is not [{ Length: > 0 } label, { Length: > 0 } name] || !named.TryAdd(label, name))
            {
                throw new ArgumentException($"--names has '{pair}'; give each label once with its name, such as 1=skin,2=rest.");
            }
        }

        return named.Values.Distinct(StringComparer.Ordinal).Count() == named.Count
            ? named
            : throw new ArgumentException($"--names is '{given}': two labels have one name.");
    }

    private void Show(PixelRun run, string folder)
    {
        foreach (var remark in run.Remarks)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        var kept = run.Grouping == PixelGrouping.Colour ? "equal colours kept together" : "pictures kept together";
        Show("Pixels split at random", run.Random);
        Show($"The same model, {kept}", run.Grouped);
        if (run is { Remedy: { } remedy, Remedied: { } remedied })
        {
            Show($"With {remedy}, {kept}", remedied);
        }

        foreach (var sentence in run.Sentences)
        {
            Terminal.OutputWriter.WriteLine(sentence);
        }

        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.WriteLine($"Run: {Shown.Path(folder)}, {Duration.Text(TimeSpan.FromSeconds(run.Seconds))}");
        Terminal.OutputWriter.WriteLine($"To mark pictures: discern pixels predict {Shown.Argument(Shown.Path(folder))} PICTURE -o masks");
    }

    private void Show(string title, PixelFigures figures)
    {
        Terminal.OutputWriter.WriteLine(title);
        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.Write(SideBySideReport.Format(figures.Training, figures.Test));
        Terminal.Output.Write(Tables.Confusion(figures.Test));
    }
}
