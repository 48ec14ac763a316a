using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Discern.Cli.Commands;

namespace Discern.Cli;

/// <summary>The usual help, followed by the command's example.</summary>
internal sealed class HelpWithExample : SynchronousCommandLineAction
{
    private readonly HelpAction help;

    /// <summary>Creates the action over the usual one.</summary>
    public HelpWithExample(HelpAction help)
    {
        this.help = help;
        help.MaxWidth = 110; // the same text whatever the window: it is tested and quoted
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var example = parseResult.CommandResult.Command is DiscernCommand command ? command.Example : "discern demo";
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Example:");
        output.WriteLine($"  {example}");
        output.WriteLine();
        return ExitCode.Done;
    }
}
