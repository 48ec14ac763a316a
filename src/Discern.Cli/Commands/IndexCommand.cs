using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Manifests;
using Discern.Sharding.Works;

namespace Discern.Cli.Commands;

/// <summary><c>discern index</c>: a folder written down as a table with the digest of every picture.</summary>
internal sealed class IndexCommand : DiscernCommand
{
    private readonly Argument<string> data = new("DATA") { Description = "A folder of pictures, at any depth; or a table of them, whose rows and columns stay, and whose digests are filled in." };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The table to write. With --shard: the folder that all shards share.",
        HelpName = "FILE.csv",
        DefaultValueFactory = _ => "index.csv",
    };

    private readonly Option<ulong?> shuffle = new("--shuffle") { Description = "Write the rows in a random order with this seed. Takes room on the disk for the rows once more, and little memory.", HelpName = "SEED" };
    private readonly ShardArguments shards = new();
    private readonly Option<bool> overwrite = RunOptions.Overwrite();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public IndexCommand(Terminal terminal)
        : base(terminal, "index", "Writes pictures down as a table with the SHA-256 of each, by which shards are cut without reading every file.")
    {
        Add(data);
        foreach (var option in new Option[] { output, shuffle, shards.Shard, overwrite, strict })
        {
            Add(option);
        }

        Validators.Add(result => shards.Validate(result, output, shuffle, overwrite));
    }

    /// <inheritdoc/>
    public override string Example => "discern index pictures -o pictures/index.csv";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var manifest = Manifest.Open(arguments.GetRequiredValue(data));
        var path = Path.GetFullPath(arguments.GetRequiredValue(output));
        if (shards.Read(arguments) is { } shard)
        {
            var work = new IndexWork(manifest) { Options = ShardArguments.Options(("DATA", arguments.GetValue(data))) };
            return Task.FromResult(ShardArguments.Run(work, shard, path, Terminal, arguments.GetValue(Json), arguments.GetValue(strict), cancellationToken));
        }

        if (!arguments.GetValue(overwrite) && Path.Exists(path))
        {
            throw new DiscernException($"'{Shown.Path(path)}' is there already. Give another file with -o, or --overwrite to replace it.");
        }

        using var progress = new ProgressLine(Terminal, "Reading pictures", "pictures");
        var skipped = 0;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var rows = PictureIndex.Write(manifest, path, arguments.GetValue(shuffle), Tell, cancellationToken);
        progress.Clear();
        Terminal.Remark(manifest.Remark);

        if (!Path.GetDirectoryName(path)!.Equals(Path.TrimEndingDirectorySeparator(Path.GetFullPath(manifest.Root)), StringComparison.Ordinal))
        {
            Terminal.ErrorWriter.WriteLine(PictureIndex.PlaceRemark(manifest.Root));
        }

        Terminal.OutputWriter.WriteLine(arguments.GetValue(Json)
            ? CliJson.Line(new IndexLine(path, rows, skipped), CliJson.Lines.IndexLine)
            : $"Index: {Shown.Path(path)}, {rows:N0} pictures");
        return Task.FromResult(ExitCode.AfterSkipping(skipped, arguments.GetValue(strict)));

        void Tell(ManifestEntry entry, string? failure)
        {
            progress.Report(entry.Position + 1);
            if (failure is not null)
            {
                skipped++;
                progress.Clear();
                Terminal.ErrorWriter.WriteLine($"Without a digest: {failure}");
            }
        }
    }
}
