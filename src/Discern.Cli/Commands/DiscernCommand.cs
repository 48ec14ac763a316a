using System.CommandLine;

namespace Discern.Cli.Commands;

/// <summary>A command of Discern: what all of them have.</summary>
internal abstract class DiscernCommand : Command
{
    /// <summary>Creates the command; a derived class adds its arguments and options.</summary>
    protected DiscernCommand(Terminal terminal, string name, string description)
        : base(name, description)
    {
        Terminal = terminal;
        Add(Json);
        SetAction(RunAsync);
    }

    /// <summary>A command line that works, for the help.</summary>
    public abstract string Example { get; }

    /// <summary>Whether results are for a machine.</summary>
    protected Option<bool> Json { get; } = new("--json") { Description = "Write results as JSON, for machines." };

    /// <summary>What the command talks to.</summary>
    protected Terminal Terminal { get; }

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken);
}
