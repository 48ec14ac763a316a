using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Synthesizing;

namespace Discern.Cli.Commands;

/// <summary><c>discern synthesize</c>: new pictures of a class.</summary>
internal sealed class SynthesizeCommand : DiscernCommand
{
    private static readonly SynthesisOptions Defaults = new();

    private readonly Argument<string> data = new("DATA")
    {
        Description = "A folder with a folder per class, with train/ validation/ test/ over them, or with an index.csv.",
    };

    private readonly Option<string> className = new("--class") { Description = "The class to make pictures of.", HelpName = "NAME", Required = true };

    private readonly Option<int> count = new("--count")
    {
        Description = "How many pictures.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Count,
    };

    private readonly Option<string> output = new("--output", "-o") { Description = "The folder to make.", HelpName = "OUT", Required = true };

    private readonly Option<string> method = new("--method")
    {
        Description = $"{string.Join(". ", Synthesizers.All.Select(each => $"{each.Name}: {each.Summary}"))}.",
        HelpName = string.Join('|', Synthesizers.All.Select(each => each.Name)),
        DefaultValueFactory = _ => Defaults.Method,
    };

    private readonly Option<int> size = new("--size")
    {
        Description = "Rows and columns of the pictures.",
        HelpName = "PIXELS",
        DefaultValueFactory = _ => Defaults.Size,
    };

    private readonly Option<int> steps = new("--steps")
    {
        Description = "How many steps a network learns, where one is needed; with diffusion a second one learns four times as many.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Steps,
    };

    private readonly Option<string?> cutouts = new("--cutouts") { Description = "With cutout: the folder of pictures with a transparent ground.", HelpName = "FOLDER" };

    private readonly Option<string?> backgrounds = new("--backgrounds") { Description = "With cutout: the folder of pictures to lay them over.", HelpName = "FOLDER" };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "The seed of all that is drawn: the same one gives the same pictures.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Seed,
    };

    private readonly Option<int> threads = RunOptions.Threads();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public SynthesizeCommand(Terminal terminal)
        : base(terminal, "synthesize", "Makes new pictures of a class from its training pictures, and says how easily they are told from real ones.")
    {
        Add(data);
        foreach (var option in new Option[] { className, count, output, method, size, steps, cutouts, backgrounds, seed, threads, strict })
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern synthesize pictures --class santa --count 500 -o more-santas";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new SynthesisOptions
        {
            Method = arguments.GetRequiredValue(method),
            Count = arguments.GetValue(count),
            Size = arguments.GetValue(size),
            Seed = arguments.GetValue(seed),
            Threads = arguments.GetValue(threads),
            Steps = arguments.GetValue(steps),
            Cutouts = arguments.GetValue(cutouts),
            Backgrounds = arguments.GetValue(backgrounds),
        };
        var result = Run(arguments, options, cancellationToken);
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(result, CliJson.Lines.SynthesisResult));
        }
        else
        {
            Show(result);
        }

        return Task.FromResult(ExitCode.AfterSkipping(result.Skipped.Count, arguments.GetValue(strict)));
    }

    private SynthesisResult Run(ParseResult arguments, SynthesisOptions options, CancellationToken cancellation)
    {
        using var progress = new PhaseLine<SynthesisProgress>(Terminal, told => (Describe(told.Phase), told.Done, told.Total));
        return ClassSynthesis.Run(
            arguments.GetRequiredValue(data), arguments.GetRequiredValue(className), arguments.GetRequiredValue(output), options, progress, cancellation);
    }

    private void Show(SynthesisResult result)
    {
        foreach (var remark in result.Remarks)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        foreach (var picture in result.Skipped)
        {
            Terminal.ErrorWriter.WriteLine($"Left out: '{picture.Path}': {picture.Reason}");
        }

        Terminal.OutputWriter.WriteLine($"{result.Class}: {result.Count} pictures of {result.Size} × {result.Size} by '{result.Method}'; the class has {result.Real} training pictures.");
        Terminal.OutputWriter.WriteLine(result.NearestSentence);
        if (result.TwoSampleTest is { } test)
        {
            Terminal.OutputWriter.WriteLine(test.Sentence);
        }

        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.WriteLine($"Folder: {Shown.Path(result.Path)}; look at {Shown.Path(Path.Combine(result.Path, ClassSynthesis.SheetName))}");
    }

    private static string Describe(SynthesisPhase phase) => phase switch
    {
        SynthesisPhase.Reading => "Reading pictures",
        SynthesisPhase.Learning => "Learning to draw",
        _ => "Making pictures",
    };
}
