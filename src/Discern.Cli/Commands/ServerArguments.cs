using System.CommandLine;
using Discern.Web.Hosting;

namespace Discern.Cli.Commands;

/// <summary>Where a server listens and to whom, as options of the commands that start one.</summary>
internal sealed class ServerArguments
{
    /// <summary>The environment variable for the token: what stands on a command line, others on the machine can read.</summary>
    public const string TokenVariable = "DISCERN_TOKEN";

    private readonly Option<int> port = new("--port") { Description = "The port to listen on. Without: any that is free.", HelpName = "N" };

    private readonly Option<string?> host = new("--host")
    {
        Description = "The address of this machine to listen on, 0.0.0.0 for all; asks for --token. Without: this machine alone can connect.",
        HelpName = "ADDRESS",
    };

    private readonly Option<string?> token = new("--token")
    {
        Description = $"What clients have to know, {ServerOptions.ShortestToken} characters or more. Without: what the variable {TokenVariable} holds.",
        HelpName = "TOKEN",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(port);
        command.Add(host);
        command.Add(token);
    }

    /// <summary>Reads them.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="terminal">Where faults are told.</param>
    public ServerOptions Read(ParseResult arguments, Terminal terminal) => new()
    {
        Port = arguments.GetValue(port),
        Host = arguments.GetValue(host),
        Token = arguments.GetValue(token) ?? (Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } told ? told : null),
        OnFault = terminal.ErrorWriter.WriteLine,
    };
}
