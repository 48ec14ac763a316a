using System.CommandLine;
using Discern.Classifiers.Exporting;
using Discern.Cli.Rendering;
using Discern.Evaluation.Calibrating;
using Discern.Imaging;
using Discern.Runs;
using Discern.Web.Classifying;

namespace Discern.Cli.Commands;

/// <summary><c>discern export</c>: a run's classifier for other programs.</summary>
internal sealed class ExportCommand : DiscernCommand
{
    private readonly Argument<string> run = RunOptions.Run();

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The ONNX file to write: from pixels to probabilities, for ONNX Runtime in any language.",
        HelpName = "FILE.onnx",
    };

    private readonly Option<string?> page = new("--page")
    {
        Description = "A folder to write a web page to that classifies pictures in the browser, for any static web server.",
        HelpName = "FOLDER",
    };

    private readonly Option<bool> overwrite = RunOptions.Overwrite();

    /// <summary>Creates the command.</summary>
    public ExportCommand(Terminal terminal)
        : base(terminal, "export", "Writes a run's classifier for other programs: as an ONNX model, or as a web page.")
    {
        Add(run);
        Add(output);
        Add(page);
        Add(overwrite);
        Validators.Add(result =>
        {
            if (result.GetValue(output) is null && result.GetValue(page) is null)
            {
                result.AddError("Nothing is asked for: name a file with -o, a folder with --page, or both.");
            }
        });
    }

    /// <inheritdoc/>
    public override string Example => "discern export runs/2026-11-21-hotdog -o hotdog.onnx";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Open(arguments.GetRequiredValue(run));
        var modelPath = arguments.GetValue(output) is { } file ? Path.GetFullPath(file) : null;
        var pagePath = arguments.GetValue(page) is { } target ? Path.GetFullPath(target) : null;
        if (!arguments.GetValue(overwrite))
        {
            Refuse(modelPath, pagePath);
        }

        ExportedModel? contents = null;
        if (modelPath is not null)
        {
            using var exporter = new ModelExporter(folder);
            Directory.CreateDirectory(Path.GetDirectoryName(modelPath)!);
            exporter.Write(modelPath);
            contents = exporter.Contents;
        }

        if (pagePath is not null)
        {
            contents = await ClassifierPageWriter.WriteAsync(folder, pagePath, cancellationToken);
        }

        if (arguments.GetValue(Json))
        {
            var line = new ExportLine(
                modelPath, pagePath, contents!.Size, contents.Channels, contents.Fit.ToString(), contents.Classes, contents.Threshold, contents.IsFlipAveraged, contents.Parameters);
            Terminal.OutputWriter.WriteLine(CliJson.Line(line, CliJson.Lines.ExportLine));
        }
        else
        {
            Show(contents!, modelPath, pagePath);
        }

        return ExitCode.Done;
    }

    private static void Refuse(string? modelPath, string? pagePath)
    {
        if (modelPath is not null && Path.Exists(modelPath))
        {
            throw new DiscernException($"'{Shown.Path(modelPath)}' is there already. Give another name, or --overwrite to replace it.");
        }

        if (pagePath is not null && (File.Exists(pagePath) || (Directory.Exists(pagePath) && Directory.EnumerateFileSystemEntries(pagePath).Any())))
        {
            throw new DiscernException($"'{Shown.Path(pagePath)}' is there already and not empty. Give another folder, or --overwrite to replace the page in it.");
        }
    }

    private void Show(ExportedModel model, string? modelPath, string? pagePath)
    {
        var text = Terminal.OutputWriter;
        var how = model.Fit == Fit.Crop ? "scaled until they cover it, then cut around the centre" : "their proportions change";
        text.WriteLine($"Takes:      input, N × {model.Size} × {model.Size} × {model.Channels} floats from 0 to 255 ({(model.Channels == 1 ? "grey" : "red, green, blue")})");
        text.WriteLine($"Before:     pictures brought to {model.Size} × {model.Size}: {how}");
        text.WriteLine($"Gives:      probabilities, N × {model.Classes.Count} floats, and label, N whole numbers");
        text.WriteLine($"Classes:    {string.Join(", ", model.Classes)}");
        if (model.Threshold is { } threshold)
        {
            text.WriteLine($"Threshold:  {model.Classes[1]} from {threshold:0.###} on");
        }

        if (model.IsFlipAveraged)
        {
            text.WriteLine("Mirrored:   the run averages a picture with its mirror image; give the model both, and take the mean of the probabilities");
        }

        if (model.Calibration.Method != CalibrationMethod.None)
        {
            text.WriteLine("Corrected:  the run corrects its probabilities; apply discern.calibration of the metadata to what the model gives");
        }

        text.WriteLine($"Parameters: {model.Parameters:N0}");
        if (modelPath is not null)
        {
            text.WriteLine($"Model:      {Shown.Path(modelPath)}, {Bytes.Text(new FileInfo(modelPath).Length)}");
        }

        if (pagePath is not null)
        {
            var size = new DirectoryInfo(pagePath).EnumerateFiles().Sum(file => file.Length);
            text.WriteLine($"Page:       {Shown.Path(Path.Combine(pagePath, "index.html"))}, {Bytes.Text(size)} with all beside it; put the folder on any web server");
        }
    }
}
