using System.CommandLine;
using Discern.Classifiers;
using Discern.Cli.Predictions;
using Discern.Cli.Rendering;
using Discern.Manifests;
using Discern.Runs;
using Discern.Sharding;
using Discern.Sharding.Works;

namespace Discern.Cli.Commands;

/// <summary><c>discern predict</c>: the classes of new pictures.</summary>
internal sealed class PredictCommand : DiscernCommand
{
    private readonly Argument<string> run = RunOptions.Run();

    private readonly Argument<string[]> pictures = new("PICTURE")
    {
        Description = "Pictures, folders of pictures, tables of them such as index.csv, or - for paths from the input, one on a line.",
        HelpName = "PICTURE|FOLDER|-",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> csv = new("--csv") { Description = "Write results as CSV." };
    private readonly Option<string?> output = new("--output", "-o") { Description = "With --shard: the folder that all shards share.", HelpName = "FOLDER" };
    private readonly ShardArguments shards = new();
    private readonly Option<int> threads = RunOptions.Threads();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public PredictCommand(Terminal terminal)
        : base(terminal, "predict", "Classifies pictures with a run's model: the class of each, and the probability of every class.")
    {
        Add(run);
        Add(pictures);
        Add(csv);
        Add(output);
        Add(shards.Shard);
        Add(threads);
        Add(strict);
        Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(Json))
            {
                result.AddError("--csv and --json exclude each other.");
            }

            shards.Validate(result, output, csv);
            if (result.GetValue(output) is not null && result.GetValue(shards.Shard) is null)
            {
                result.AddError("-o is for shards, with --shard. Without, predictions go to the output: redirect it to a file.");
            }
        });
    }

    /// <inheritdoc/>
    public override string Example => "discern predict runs/2026-11-21-hotdog lunch.jpg holiday-pictures --csv";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        _ = Rehearsal.Begin();
        var folder = RunFolder.Open(arguments.GetRequiredValue(run));
        if (shards.Read(arguments) is { } shard)
        {
            return Task.FromResult(Predict(folder, shard, arguments, cancellationToken));
        }

        using var predictor = new PicturePredictor(folder, arguments.GetValue(threads));
        Terminal.Remark(predictor.Remark);
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

    private int Predict(RunFolder folder, Shard shard, ParseResult arguments, CancellationToken cancellationToken)
    {
        var paths = arguments.GetRequiredValue(pictures);
        if (paths is not [var path] || path is "-")
        {
            throw new ArgumentException("--shard cuts one folder, or one table of pictures. Give it alone.");
        }

        var work = new PredictionWork(Manifest.Open(path), () => new PicturePredictor(folder, arguments.GetValue(threads)))
        {
            Options = ShardArguments.Options(("RUN", arguments.GetValue(run)), ("PICTURE", path), ("run.json", folder.Fingerprint())),
        };
        return ShardArguments.Run(work, shard, arguments.GetValue(output)!, Terminal, arguments.GetValue(Json), arguments.GetValue(strict), cancellationToken);
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
        else if (Directory.Exists(path) || Manifest.IsTable(path))
        {
            var manifest = Manifest.Open(path);
            foreach (var entry in manifest.Entries())
            {
                yield return entry.File;
            }

            progress.Clear();
            Terminal.Remark(manifest.Remark);
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
