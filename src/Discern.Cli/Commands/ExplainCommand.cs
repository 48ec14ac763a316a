using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Compute.Threading;
using Discern.Explaining;
using Discern.Imaging;
using Discern.Runs;
using Discern.Web;

namespace Discern.Cli.Commands;

/// <summary><c>discern explain</c>: which parts of pictures the answers come from.</summary>
internal sealed class ExplainCommand : DiscernCommand
{
    private static readonly Dictionary<string, ExplanationMethod> s_methods = new(StringComparer.Ordinal)
    {
        ["shap"] = ExplanationMethod.Shap,
        ["expected-gradients"] = ExplanationMethod.ExpectedGradients,
        ["grad-cam"] = ExplanationMethod.GradCam,
        ["hires-cam"] = ExplanationMethod.HiResCam,
        ["occlusion"] = ExplanationMethod.Occlusion,
    };

    // For each of many pictures: the average is finer than any of them.
    private const int GlobalEvaluations = 200;

    private readonly Argument<string> classifier = new("RUN")
    {
        Description = "The folder of a run, or an ONNX file with a classifier of anybody's making.",
        HelpName = "RUN|MODEL.onnx",
    };

    private readonly Argument<string[]> pictures = new("PICTURE")
    {
        Description = "Pictures to explain. Without: what the run looks at on average over its test pictures, and what it may have learnt instead of them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> method = new("--method")
    {
        Description = "How parts are found: shap, expected-gradients, grad-cam, hires-cam or occlusion.",
        HelpName = "METHOD",
        DefaultValueFactory = _ => "shap",
    };

    private readonly Option<string[]> classes = new("--class")
    {
        Description = "A class to explain; may be given several times. Without: the four likeliest of each picture.",
        HelpName = "CLASS",
    };

    private readonly Option<string> unit = new("--unit")
    {
        Description = "What is explained: the probability or its logit.",
        HelpName = "probability|logit",
        DefaultValueFactory = _ => "probability",
    };

    private readonly Option<string> hidden = new("--hidden")
    {
        Description = "What stands in the place of hidden parts: blur, inpaint or mean.",
        HelpName = "blur|inpaint|mean",
        DefaultValueFactory = _ => "blur",
    };

    private readonly Option<int?> evaluations = new("--evaluations")
    {
        Description = "How many times the classifier is asked for a picture. Without: 500, and 200 where no picture is named.",
        HelpName = "N",
    };

    private readonly Option<int> draws = new("--draws")
    {
        Description = "With expected-gradients: how many gradients are averaged.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    private readonly Option<string?> background = new("--background")
    {
        Description = "With expected-gradients: a folder of pictures to compare with. Without: the pictures that the run learnt from.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> check = new("--check")
    {
        Description = "Score the map of the first class: insertion, deletion, and a model with shuffled weights.",
    };

    private readonly Option<int> most = new("--pictures")
    {
        Description = "Without PICTURE: how many pictures of each class are explained.",
        HelpName = "N",
        DefaultValueFactory = _ => 12,
    };

    private readonly Option<ulong> seed = new("--seed") { Description = "The seed of everything random.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The folder to write to. Without: explanations in the run's folder, or in the current one.",
        HelpName = "FOLDER",
    };

    private readonly Option<int?> size = new("--size")
    {
        Description = "With an ONNX file that leaves it open: rows and columns of its pictures. Without: 224.",
        HelpName = "PIXELS",
    };

    private readonly BackboneArguments preparation = new();
    private readonly Option<int> threads = RunOptions.Threads();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public ExplainCommand(Terminal terminal)
        : base(terminal, "explain", "Shows which parts of a picture an answer comes from, and what a run looks at on average.")
    {
        Add(classifier);
        Add(pictures);
        method.AcceptOnlyFromAmong([.. s_methods.Keys]);
        unit.AcceptOnlyFromAmong("probability", "logit");
        hidden.AcceptOnlyFromAmong("blur", "inpaint", "mean");
        evaluations.AtLeast(4);
        draws.AtLeast(1);
        most.AtLeast(1);
        size.AtLeast(1);
        foreach (var option in (Option[])[method, classes, unit, hidden, evaluations, draws, background, check, most, seed, output, size, .. preparation.Preparation, threads, strict])
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern explain runs/2026-11-21-hotdog lunch.jpg";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(classifier);
        var run = IsOnnx(path) ? null : RunFolder.Open(path);
        using var workers = new Workers(arguments.GetValue(threads));
        using var model = run is null
            ? ExplainedModel.Open(path, preparation.Read(arguments, arguments.GetValue(size), arguments.GetValue(seed)), workers)
            : ExplainedModel.Open(run, workers);
        foreach (var remark in model.Remarks)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        var folder = arguments.GetValue(output) is { } named ? new ExplanationFolder(named)
            : run is null ? new ExplanationFolder("explanations") : ExplanationFolder.Of(run);
        var given = arguments.GetValue(pictures) ?? [];
        if (given.Length > 0)
        {
            return await ExplainAsync(arguments, model, run, given, folder, cancellationToken);
        }

        return run is null
            ? throw new ArgumentException("An ONNX file has no test pictures: name the pictures to explain.")
            : await SumUpAsync(arguments, model, run, folder, cancellationToken);
    }

    private async Task<int> SumUpAsync(ParseResult arguments, ExplainedModel model, RunFolder run, ExplanationFolder folder, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(Terminal, "Explaining", "evaluations");
        var settings = Settings(arguments) with { Evaluations = arguments.GetValue(evaluations) ?? GlobalEvaluations };
        var global = new GlobalExplainer(run, model, settings).Explain(
            arguments.GetValue(most), (done, total) => progress.Report(done, total), cancellationToken);
        progress.Clear();
        folder.Save(global);
        await ExplanationPageWriter.WriteAsync([.. folder.Pictures()], global, folder.PagePath, cancellationToken);
        if (arguments.GetValue(Json))
        {
            var line = new AttentionLine(
                global.Pictures, global.Count, global.Size,
                [.. global.Classes.Select(item => new AttentionValues(item.Class, item.Pictures, item.HasShortcut, item.BorderShare, item.Colours, item.Sentences))], folder.PagePath);
            Terminal.OutputWriter.WriteLine(CliJson.Line(line, CliJson.Lines.AttentionLine));
            return ExitCode.Done;
        }

        foreach (var sentence in global.Size)
        {
            Terminal.OutputWriter.WriteLine(sentence);
        }

        foreach (var item in global.Classes)
        {
            Terminal.OutputWriter.WriteLine();
            Terminal.OutputWriter.WriteLine($"{item.Class}, {item.Pictures} {global.Pictures} pictures:");
            foreach (var sentence in item.Sentences)
            {
                Terminal.OutputWriter.WriteLine($"  {sentence}");
            }
        }

        Terminal.OutputWriter.WriteLine();
        Terminal.OutputWriter.WriteLine($"Page: {Shown.Path(folder.PagePath)}");
        return ExitCode.Done;
    }

    private async Task<int> ExplainAsync(
        ParseResult arguments, ExplainedModel model, RunFolder? run, string[] given, ExplanationFolder folder, CancellationToken cancellationToken)
    {
        using var explainer = new Explainer(model, Settings(arguments), Background(arguments, run));
        using var progress = new ProgressLine(Terminal, "Explaining", "evaluations");
        var total = (long)given.Length * explainer.WorkPerPicture;
        var (done, skipped) = (0L, 0);
        for (var index = 0; index < given.Length; index++)
        {
            try
            {
                var picture = ExplainedPicture.Of(
                    explainer.Explain(given[index], work => progress.Report(done += work, Math.Max(total, done)), cancellationToken), model);
                Tell(picture, folder.Save(picture), arguments.GetValue(Json), progress);
            }
            catch (UnreadablePictureException failure)
            {
                skipped++;
                progress.Clear();
                Terminal.ErrorWriter.WriteLine($"Skipped: {failure.Message}");
            }

            // A picture may have taken less work than it might: a small one has few parts.
            done = (index + 1L) * explainer.WorkPerPicture;
        }

        progress.Clear();
        if (given.Length > skipped)
        {
            await ExplanationPageWriter.WriteAsync([.. folder.Pictures()], folder.Global, folder.PagePath, cancellationToken);
            if (!arguments.GetValue(Json))
            {
                Terminal.OutputWriter.WriteLine($"Page: {Shown.Path(folder.PagePath)}");
            }
        }

        return ExitCode.AfterSkipping(skipped, arguments.GetValue(strict));
    }

    private ExplanationOptions Settings(ParseResult arguments) => new()
    {
        Method = s_methods[arguments.GetRequiredValue(method)],
        Unit = Enum.Parse<ExplainedUnit>(arguments.GetRequiredValue(unit), ignoreCase: true),
        Concealment = Enum.Parse<Concealment>(arguments.GetRequiredValue(hidden), ignoreCase: true),
        Classes = arguments.GetValue(classes) ?? [],
        Evaluations = arguments.GetValue(evaluations) ?? new ExplanationOptions().Evaluations,
        Draws = arguments.GetValue(draws),
        Seed = arguments.GetValue(seed),
        IsChecked = arguments.GetValue(check),
    };

    private IReadOnlyList<string> Background(ParseResult arguments, RunFolder? run) =>
        arguments.GetValue(background) is { } folder ? [.. new Datasets.PictureFolder(folder).Pictures()]
        : run is null ? [] : RunPictures.Learnt(run);

    private void Tell(ExplainedPicture picture, string drawing, bool isJson, ProgressLine progress)
    {
        progress.Clear();
        if (isJson)
        {
            var line = new ExplainLine(
                picture.Path, picture.Answer, picture.Probability, s_methods.First(each => each.Value == picture.Method).Key, picture.UnitName,
                [.. picture.Maps.Select(map => new ExplainedValues(map.Class, map.Probability, map.Output, map.Base, map.Sum, map.Scores))], drawing);
            Terminal.OutputWriter.WriteLine(CliJson.Line(line, CliJson.Lines.ExplainLine));
            return;
        }

        Terminal.OutputWriter.WriteLine($"{picture.Path}: {picture.Answer}, probability {picture.Probability:0.###}");
        foreach (var map in picture.Maps)
        {
            Terminal.OutputWriter.WriteLine($"  {map.Class}: {map.Sums} ({picture.UnitName})");
        }

        foreach (var sentence in picture.Maps.Select(map => map.ScoreSentence).OfType<string>())
        {
            Terminal.OutputWriter.WriteLine($"  {sentence}");
        }

        Terminal.OutputWriter.WriteLine($"  Drawing: {Shown.Path(drawing)}");
    }

    private static bool IsOnnx(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);
}
