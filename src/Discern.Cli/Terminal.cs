using System.Text;
using Discern.Mpi;
using Spectre.Console;

namespace Discern.Cli;

/// <summary>What a command talks to: two streams of text, the input, the clock and the folder it was called from.</summary>
/// <remarks>Tests put strings in place of the streams. The consoles are made when first used: <c>--help</c> needs neither.</remarks>
internal sealed class Terminal
{
    private readonly Lazy<IAnsiConsole> output;
    private readonly Lazy<IAnsiConsole> error;

    /// <summary>Creates a terminal over two writers.</summary>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where progress, remarks and errors go.</param>
    /// <param name="isOutputTerminal">Whether somebody watches the results: colours are then used.</param>
    /// <param name="isErrorTerminal">Whether somebody watches the progress: it is then one line, drawn over and over.</param>
    public Terminal(TextWriter output, TextWriter error, bool isOutputTerminal, bool isErrorTerminal)
    {
        this.output = new(() => Create(output, isOutputTerminal));
        this.error = new(() => Create(error, isErrorTerminal));
        OutputWriter = output;
        ErrorWriter = error;
        IsErrorTerminal = isErrorTerminal;
    }

    /// <summary>Results, for people.</summary>
    public IAnsiConsole Output => output.Value;

    /// <summary>Progress, remarks and errors, for people.</summary>
    public IAnsiConsole Error => error.Value;

    /// <summary>Results, for machines: written as they are.</summary>
    public TextWriter OutputWriter { get; }

    /// <summary>What <see cref="Error"/> writes to.</summary>
    public TextWriter ErrorWriter { get; }

    /// <summary>Whether progress may draw over its own line.</summary>
    public bool IsErrorTerminal { get; }

    /// <summary>What is piped in; opened when first read.</summary>
    public Func<Stream> OpenInput { get; init; } = static () => Stream.Null;

    /// <summary>The clock of progress, and of the names of runs.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The terminal that the program was started in.</summary>
    public static Terminal OfThisProcess()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        // mpirun gives each process a terminal for its output, at which nobody sits; .NET's console would write its control codes there.
        if (MpiJob.Of(Environment.GetEnvironmentVariable) is not null)
        {
            return new Terminal(Plain(Console.OpenStandardOutput()), Plain(Console.OpenStandardError()), isOutputTerminal: false, isErrorTerminal: false)
            {
                OpenInput = Console.OpenStandardInput,
            };
        }

        return new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected)
        {
            OpenInput = Console.OpenStandardInput,
        };
    }

    /// <summary>Says a sentence beside the results; nothing where there is none.</summary>
    public void Remark(string? sentence)
    {
        if (sentence is not null)
        {
            ErrorWriter.WriteLine(sentence);
        }
    }

    private static StreamWriter Plain(Stream stream) => new(stream) { AutoFlush = true };

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = 200; // a file or a pipe has no width: wrapping would only break what is searched for
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
