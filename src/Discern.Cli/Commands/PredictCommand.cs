using System.CommandLine;
using Discern.Classifiers;
using Discern.Cli.Predictions;
using Discern.Cli.Rendering;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Cli.Commands;

/// <summary><c>discern predict</c>: the classes of new pictures.</summary>
internal sealed class PredictCommand : DiscernCommand
{
    private readonly Argument<string> run = RunOptions.Run();

    private readonly Argument<string[]> pictures = new("PICTURE")
    {
        Description = "Pictures, folders of pictures, or - for paths from the input, one on a line.",
        HelpName = "PICTURE|FOLDER|-",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> csv = new("--csv") { Description = "Write results as CSV." };
    private readonly Option<int> threads = RunOptions.Threads();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public PredictCommand(Terminal terminal)
        : base(terminal, "predict", "Classifies pictures with a run's model: the class of each, and the probability of every class.")
    {
        Add(run);
        Add(pictures);
        Add(csv);
        Add(threads);
        Add(strict);
        Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(Json))
            {
                result.AddError("--csv and --json exclude each other.");
            }
        });
    }

    /// <inheritdoc/>
    public override string Example => "discern predict runs/2026-11-21-hotdog lunch.jpg holiday-pictures --csv";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Open(arguments.GetRequiredValue(run));
        using var predictor = new PicturePredictor(folder, arguments.GetValue(threads));
        if (predictor.Remark is { } remark)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        using var writer = Writer(arguments, predictor.Classes);
        using var progress = new ProgressLine(Terminal, "Classifying", "pictures");
        var done = 0;
        var skipped = 0;
        var paths = arguments.GetRequiredValue(pictures).SelectMany(argument => Expand(argument, progress));
        foreach (var prediction in predictor.Predict(paths, cancellationToken))
        {
            progress.Report(++done);
            if (prediction.Failure is { } failure)
            {
                skipped++;
                progress.Clear();
                Terminal.ErrorWriter.WriteLine($"Skipped '{prediction.Path}': {failure}");
            }

            writer.Write(prediction);
        }

        progress.Clear();
        return Task.FromResult(ExitCode.AfterSkipping(skipped, arguments.GetValue(strict)));
    }

    // One path after the other, as predictions are taken: a folder may hold millions.
    private IEnumerable<string> Expand(string path, ProgressLine progress)
    {
        if (path is "-")
        {
            using var input = new StreamReader(Terminal.OpenInput());
            while (input.ReadLine() is { } line)
            {
                if (line.Length > 0)
                {
                    yield return line;
                }
            }
        }
        else if (Directory.Exists(path))
        {
            var folder = new PictureFolder(path);
            foreach (var picture in folder.Pictures())
            {
                yield return picture;
            }

            if (folder.Remark is { } remark)
            {
                progress.Clear();
                Terminal.ErrorWriter.WriteLine(remark);
            }
        }
        else
        {
            yield return path;
        }
    }

    private PredictionWriter Writer(ParseResult arguments, IReadOnlyList<string> classes) =>
        arguments.GetValue(Json) ? new JsonPredictionWriter(Terminal.OutputWriter, classes)
        : arguments.GetValue(csv) ? new CsvPredictionWriter(Terminal.OutputWriter, classes)
        : new TablePredictionWriter(Terminal.Output, classes);
}
