using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Datasets;
using Discern.Imaging;
using Discern.Pixels;
using Discern.Runs;

namespace Discern.Cli.Commands;

/// <summary><c>discern pixels predict</c>: a mask and an overlay for each picture.</summary>
internal sealed class PixelsPredictCommand : DiscernCommand
{
    private readonly Argument<string> run = new("RUN") { Description = "The folder of a run, as 'discern pixels train' made it." };

    private readonly Argument<string[]> pictures = new("PICTURE")
    {
        Description = "Pictures or folders of pictures.",
        HelpName = "PICTURE|FOLDER",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The folder for masks and overlays; made where it is missing.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<string?> className = new("--class") { Description = "The class to mark. Without: the rarest of those that were learnt.", HelpName = "NAME" };
    private readonly Option<bool> overwrite = RunOptions.Overwrite();
    private readonly Option<int> threads = RunOptions.Threads();
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public PixelsPredictCommand(Terminal terminal)
        : base(terminal, "predict", "Marks the pixels of a class in pictures: for each a mask, light where the class is, and an overlay to look at.")
    {
        Add(run);
        Add(pictures);
        foreach (var option in new Option[] { output, className, overwrite, threads, strict })
        {
            Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Example => "discern pixels predict runs/2026-11-22-skin holiday-pictures -o masks";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var segmenter = new PixelSegmenter(arguments.GetRequiredValue(run), arguments.GetValue(className), arguments.GetValue(threads));
        var folder = Path.GetFullPath(arguments.GetRequiredValue(output));
        Make(folder);
        using var progress = new ProgressLine(Terminal, "Marking", "pictures");
        var (done, skipped) = (0, 0);
        foreach (var (path, name) in WithNames(arguments.GetRequiredValue(pictures)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = Mark(segmenter, path, Path.Combine(folder, name), arguments.GetValue(overwrite));
            progress.Report(++done);
            skipped += line.Failure is null ? 0 : 1;
            progress.Clear();
            Tell(line, segmenter.Class, arguments.GetValue(Json));
        }

        return Task.FromResult(ExitCode.AfterSkipping(skipped, arguments.GetValue(strict)));
    }

    /// <summary>Pictures with the names of their results, all different: the file's own name, in a folder's own tree.</summary>
    private static List<(string Path, string Name)> WithNames(IEnumerable<string> paths)
    {
        var firsts = new Dictionary<string, string>(StringComparer.Ordinal);
        List<(string Path, string Name)> named = [.. paths.SelectMany(Expand)];
        foreach (var (path, name) in named)
        {
            if (!firsts.TryAdd(name, path))
            {
                throw new DiscernException(
                    $"'{firsts[name]}' and '{path}' would both be written as '{name}-mask.png'. Mark them one after the other, into two folders.");
            }
        }

        return named;
    }

    private static IEnumerable<(string Path, string Name)> Expand(string path) => Directory.Exists(path)
        ? new PictureFolder(path).Pictures().Select(picture => (picture, Path.GetRelativePath(path, picture)))
        : [(path, Path.GetFileName(path))];

    private static MaskLine Mark(PixelSegmenter segmenter, string path, string target, bool isReplaced)
    {
        var (mask, overlay) = ($"{target}-mask.png", $"{target}-overlay.jpg");
        if (!isReplaced && new[] { mask, overlay }.FirstOrDefault(File.Exists) is { } present)
        {
            throw new DiscernException($"'{present}' is there already. Name another folder, or say --overwrite.");
        }

        try
        {
            var picture = PictureDecoder.Decode(path, new DecodeOptions());
            var marked = segmenter.Mask(picture);
            Make(Path.GetDirectoryName(target)!);
            Parallel.Invoke(
                () => AtomicFile.Write(mask, stream => stream.Write(PictureEncoder.Png(marked))),
                () => AtomicFile.Write(overlay, stream => stream.Write(PictureEncoder.Jpeg(MaskOverlay.Draw(picture, marked)))));
            return new MaskLine(path, mask, overlay, marked.Pixels.Count(value => value == byte.MaxValue) / (double)marked.Pixels.Length, null);
        }
        catch (UnreadablePictureException exception)
        {
            return new MaskLine(path, null, null, null, exception.Reason);
        }
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{folder}' cannot be made: {exception.Message.TrimEnd('.')}. Name one that can be written to.", exception);
        }
    }

    private void Tell(MaskLine line, string name, bool isJson)
    {
        if (isJson)
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(line, CliJson.Lines.MaskLine));
        }
        else if (line.Failure is { } failure)
        {
            Terminal.ErrorWriter.WriteLine($"Skipped '{line.Path}': {failure}.");
        }
        else
        {
            Terminal.OutputWriter.WriteLine($"{Shown.Path(line.Path)}: {100 * line.Share:0.0} % {name}, {Shown.Path(line.Mask!)}");
        }
    }
}
