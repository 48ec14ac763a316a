using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Features.Backbones;

namespace Discern.Cli.Commands;

/// <summary><c>discern backbones</c>: which pretrained networks there are.</summary>
internal sealed class BackbonesCommand : DiscernCommand
{
    /// <summary>Creates the command.</summary>
    public BackbonesCommand(Terminal terminal)
        : base(terminal, "backbones", "Lists the pretrained networks that 'discern train --backbone' takes by name, with size, licence and origin.") =>
        Add(new AddBackboneCommand(terminal));

    /// <inheritdoc/>
    public override string Example => "discern backbones";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var lines = BackboneRegistry.All.Select(BackboneLine.Of).ToList();
        if (arguments.GetValue(Json))
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(lines, CliJson.Lines.IReadOnlyListBackboneLine));
            return Task.FromResult(ExitCode.Done);
        }

        var table = Tables.Plain(["name", "features", "pictures", "weights", "ready"]).WithNumbersFrom(1);
        foreach (var line in lines)
        {
            var sizes = string.Join(", ", line.InputSizes);
            table.AddTexts([line.Name, $"{line.Features}", sizes, Bytes.Text(line.Bytes), line.Installed ? "yes" : "no"]);
        }

        Terminal.Output.Write(table);
        foreach (var line in lines)
        {
            Describe(line);
        }

        Terminal.OutputWriter.WriteLine("A network of your own: --backbone FILE.onnx or FILE.tflite.");
        return Task.FromResult(ExitCode.Done);
    }

    private void Describe(BackboneLine line)
    {
        Terminal.OutputWriter.WriteLine($"{line.Name}: {line.Description}");
        foreach (var body in line.Bodies)
        {
            var package = body.Package is null ? "" : $" Package {body.Package}, licence {body.Licence}.";
            Terminal.OutputWriter.WriteLine($"  {body.Name}: {body.Origin}.{package}");
        }

        if (!line.Installed)
        {
            Terminal.OutputWriter.WriteLine($"  To install it: discern backbones add {line.Name}");
        }

        Terminal.OutputWriter.WriteLine();
    }
}
