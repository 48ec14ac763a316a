using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Compute.Threading;
using Discern.Features;
using Discern.Features.Backbones;
using Discern.Features.Files;
using Discern.Manifests;
using Discern.Neural.Plans;
using Discern.Sharding.Works;

namespace Discern.Cli.Commands;

/// <summary><c>discern features</c>: what a pretrained network sees in pictures, as numbers for other programs.</summary>
internal sealed class FeaturesCommand : DiscernCommand
{
    // Of weights that no file fills: the same ones each time.
    private const ulong WeightsSeed = 1;

    private readonly Argument<string> data = new("DATA") { Description = "A folder of pictures, at any depth, with or without labels; or a table of them, such as index.csv." };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The file to write, in NumPy's format; index.csv beside it says what each row is. With --shard: the folder that all shards share.",
        HelpName = "FILE.npy",
        DefaultValueFactory = _ => "features.npy",
    };

    private readonly BackboneArguments backbone = new();

    private readonly Option<int?> size = new("--size")
    {
        Description = "Rows and columns of the pictures that the network sees. Without: its own.",
        HelpName = "PIXELS",
    };

    private readonly Option<int> threads = RunOptions.Threads();
    private readonly ShardArguments shards = new();
    private readonly Option<bool> overwrite = RunOptions.Overwrite();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public FeaturesCommand(Terminal terminal)
        : base(terminal, "features", "Writes what a pretrained network sees in each picture, as a matrix of numbers to use elsewhere.")
    {
        Add(data);
        Add(output);
        foreach (var option in (Option[])[.. backbone.All, backbone.Precision, size])
        {
            Add(option);
        }

        Add(threads);
        Add(shards.Shard);
        Add(overwrite);
        Add(strict);
        Validators.Add(result => shards.Validate(result, output, overwrite));
    }

    /// <inheritdoc/>
    public override string Example => "discern features pictures -o features.npy";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var pictures = Manifest.Open(arguments.GetRequiredValue(data));
        var path = Path.GetFullPath(arguments.GetRequiredValue(output));
        using var workers = new Workers(arguments.GetValue(threads));
        if (shards.Read(arguments) is { } shard)
        {
            var work = new FeatureWork(pictures, () => Open(arguments, workers)) { Options = Told(arguments) };
            return Task.FromResult(ShardArguments.Run(work, shard, path, Terminal, arguments.GetValue(Json), arguments.GetValue(strict), cancellationToken));
        }

        var folder = Path.GetDirectoryName(path)!;
        var index = Path.Combine(folder, FeatureFile.IndexName);
        if (!arguments.GetValue(overwrite) && new[] { path, index }.FirstOrDefault(Path.Exists) is { } there)
        {
            throw new DiscernException($"'{Shown.Path(there)}' is there already. Give a file in another folder with -o, or --overwrite to replace it.");
        }

        using var extractor = Open(arguments, workers);
        using var progress = new ProgressLine(Terminal, "Computing features", "pictures");
        var skipped = 0;
        void Tell(FeatureRow row)
        {
            progress.Report(row.Index + 1);
            if (row.Failure is { } failure)
            {
                skipped++;
                progress.Clear();
                Terminal.ErrorWriter.WriteLine($"Skipped: {failure.Message}");
            }
        }

        Directory.CreateDirectory(folder);
        var rows = FeatureFile.Write(pictures, extractor, path, Tell, cancellationToken);
        progress.Clear();
        Terminal.Remark(pictures.Remark);

        Terminal.OutputWriter.WriteLine(arguments.GetValue(Json)
            ? CliJson.Line(new FeaturesLine(path, index, rows, extractor.Columns, skipped), CliJson.Lines.FeaturesLine)
            : $"Features: {Shown.Path(path)}, {rows:N0} × {extractor.Columns:N0} floats; {Shown.Path(index)} says what each row is.");
        return Task.FromResult(ExitCode.AfterSkipping(skipped, arguments.GetValue(strict)));
    }

    private FeatureExtractor Open(ParseResult arguments, Workers workers)
    {
        var told = backbone.Read(arguments, arguments.GetValue(size), WeightsSeed);
        var body = BackboneRegistry.Find(arguments.GetValue(backbone.Backbone) ?? BackboneRegistry.Default.Name, told);
        var extractor = new FeatureExtractor(body, new FeatureOptions { Threads = workers.Count, Precision = told.Precision ?? Precision.Float32 }, workers);
        Terminal.Remark(extractor.PrecisionRemark);
        return extractor;
    }

    private SortedDictionary<string, string> Told(ParseResult arguments)
    {
        var options = ShardArguments.Options(
            ("DATA", arguments.GetValue(data)), ("--size", $"{arguments.GetValue(size)}"), ("--precision", arguments.GetValue(backbone.Precision)));
        foreach (var option in backbone.All)
        {
            options.Add(option.Name, string.Join(' ', arguments.GetResult(option)?.Tokens.Select(token => token.Value) ?? []));
        }

        return options;
    }
}
