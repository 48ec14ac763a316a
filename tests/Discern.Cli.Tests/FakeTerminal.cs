using System.Text;

namespace Discern.Cli.Tests;

/// <summary>A terminal whose streams are strings.</summary>
internal sealed class FakeTerminal
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    public FakeTerminal(bool isWatched = false, string input = "")
    {
        Terminal = new Terminal(new StringWriter(output), new StringWriter(error), isOutputTerminal: false, isErrorTerminal: isWatched)
        {
            Clock = Clock,
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
        };
    }

    public FakeClock Clock { get; } = new();

    public Terminal Terminal { get; }

    public string Output => output.ToString().ReplaceLineEndings("\n");

    public string Error => error.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Runs the program as its Main would, without a process.</summary>
    public Task<int> RunAsync(params string[] arguments) => new CommandLine(Terminal).RunAsync(arguments, CancellationToken.None);
}
