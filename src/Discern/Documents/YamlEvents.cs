using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Discern.Documents;

/// <summary>A YAML file of the user's, read event by event: nothing in it can nest, repeat or refer its way to more memory than its own length.</summary>
internal sealed class YamlEvents
{
    private readonly string path;
    private readonly string subject;
    private readonly Parser events;

    private YamlEvents(string path, string subject, TextReader text)
    {
        this.path = path;
        this.subject = subject;
        events = new Parser(text);
    }

    /// <summary>Reads a file's only document.</summary>
    /// <param name="path">The file.</param>
    /// <param name="subject">What it describes: "a network".</param>
    /// <param name="largest">No longer file is read, in bytes.</param>
    /// <param name="needs">What an empty file lacks.</param>
    /// <param name="read">Reads the document's content.</param>
    /// <exception cref="DiscernException">The file is too long, empty or malformed, or what <paramref name="read"/> finds wrong; the sentence says the line.</exception>
    public static T Read<T>(string path, string subject, long largest, string needs, Func<YamlEvents, T> read)
    {
        try
        {
            if (new FileInfo(path).Length > largest)
            {
                throw new DiscernException($"'{path}' is longer than the {largest} bytes that the description of {subject} may have. Give a file with that only.");
            }

            using var text = new StreamReader(path);
            var file = new YamlEvents(path, subject, text);
            file.Expect<StreamStart>("YAML");
            return file.Takes<DocumentStart>() ? read(file) : throw new DiscernException($"'{path}' is empty. It needs {needs}.");
        }
        catch (YamlException exception)
        {
            throw new DiscernException($"Line {exception.Start.Line} of '{path}' is not YAML that describes {subject}: {exception.Message.TrimEnd('.')}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The file '{path}' of {subject} cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    /// <summary>Whether the next event is of a kind.</summary>
    public bool Holds<T>()
        where T : ParsingEvent => events.Accept<T>(out _);

    /// <summary>Goes past the next event if it is of a kind.</summary>
    public bool Takes<T>()
        where T : ParsingEvent => events.TryConsume<T>(out _);

    /// <summary>The next event, which has to be of a kind.</summary>
    /// <param name="what">What is expected, for the sentence.</param>
    public T Expect<T>(string what)
        where T : ParsingEvent
    {
        // Looking for an event loads the next one: where it is another, it is the one to blame.
        return events.Accept<T>(out _) ? events.Consume<T>() : throw Wrong(events.Current!, $"{what} is expected");
    }

    /// <summary>The whole number that a value is.</summary>
    public int WholeNumber(Scalar key, Scalar value, int smallest, int largest) =>
        int.TryParse(value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= smallest && number <= largest
            ? number
            : throw Wrong(value, $"'{key.Value}' is a whole number from {smallest} to {largest}, not '{value.Value}'");

    /// <summary>The exception that says what is wrong, and in which line.</summary>
    public DiscernException Wrong(ParsingEvent at, string why) => new($"Line {at.Start.Line} of '{path}' does not describe {subject}: {why}.");
}
