using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Features.Backbones;

namespace Discern.Cli.Commands;

/// <summary><c>discern backbones add</c>: fetches a pretrained network that does not come with Discern.</summary>
internal sealed class AddBackboneCommand : DiscernCommand
{
    private readonly Argument<string> name = new("NAME") { Description = "A backbone that 'discern backbones' lists." };

    /// <summary>Creates the command.</summary>
    public AddBackboneCommand(Terminal terminal)
        : base(terminal, "add", "Says how large a backbone is, under which licence and from where, then installs it with npm and checks every file.") =>
        Add(name);

    /// <inheritdoc/>
    public override string Example => "discern backbones add general-large";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asked = arguments.GetRequiredValue(name);
        var backbone = BackboneRegistry.All.FirstOrDefault(each => string.Equals(each.Name, asked, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no backbone '{asked}' to add. There are {string.Join(", ", BackboneRegistry.All.Select(each => $"'{each.Name}'"))}.");
        var isJson = arguments.GetValue(Json);
        var missing = PackageInstaller.Missing(backbone);
        foreach (var body in missing)
        {
            Terminal.ErrorWriter.WriteLine($"{body.Package} {body.PackageVersion}: {Bytes.Text(body.PackageBytes)} on disk, licence {body.Licence}.");
            Terminal.ErrorWriter.WriteLine($"Origin of the weights: {body.Origin}.");
        }

        if (missing.Count > 0)
        {
            Terminal.ErrorWriter.WriteLine($"Installing into '{PackageFolders.OfUser}' ...");
        }

        new PackageInstaller().Install(backbone, cancellationToken);
        Terminal.OutputWriter.WriteLine(isJson
            ? CliJson.Line(BackboneLine.Of(backbone), CliJson.Lines.BackboneLine)
            : missing.Count > 0 ? $"'{backbone.Name}' is installed; every file is as expected. Use it: discern train DATA --backbone {backbone.Name}"
            : $"'{backbone.Name}' is ready: nothing had to be installed.");
        return Task.FromResult(ExitCode.Done);
    }
}
