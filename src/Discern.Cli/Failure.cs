namespace Discern.Cli;

/// <summary>What an exception says to a user.</summary>
internal static class Failure
{
    /// <summary>The sentence for <paramref name="exception"/>, without type names and stack trace.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        DiscernException => exception.Message,
        ArgumentException => WithoutParameter(exception.Message),
        IOException or UnauthorizedAccessException => $"The system refused to read or write: {exception.Message}",
        OutOfMemoryException => "There is not enough memory for this. A smaller --size or --batch needs less.",
        _ => $"Discern failed by a fault of its own ({exception.GetType().Name}: {exception.Message}). " +
            "DISCERN_DEBUG=1 before the same command shows where; please report it with that text.",
    };

    /// <summary>.NET appends the name of a parameter, which means nothing to a user.</summary>
    private static string WithoutParameter(string message)
    {
        var end = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
