namespace Discern.Imaging;

/// <summary>A file that was to be a picture cannot be read as one. The message is a sentence with its name and the reason.</summary>
public sealed class UnreadablePictureException : DiscernException
{
    /// <summary>Creates the exception for a file.</summary>
    /// <param name="name">The file's path, or what else the caller calls it.</param>
    /// <param name="reason">The rest of the sentence, without its full stop: "the file is empty".</param>
    public UnreadablePictureException(string name, string reason)
        : base(Sentence(name, reason))
    {
        Name = name;
        Reason = reason;
    }

    /// <summary>Creates the exception for a file, with what caused it.</summary>
    /// <param name="name">The file's path, or what else the caller calls it.</param>
    /// <param name="reason">The rest of the sentence, without its full stop.</param>
    /// <param name="innerException">What was caught.</param>
    public UnreadablePictureException(string name, string reason, Exception innerException)
        : base(Sentence(name, reason), innerException)
    {
        Name = name;
        Reason = reason;
    }

    /// <summary>The file's path, or what else the caller calls it.</summary>
    public string Name { get; }

    /// <summary>Why it cannot be read, as the end of a sentence and without its full stop.</summary>
    public string Reason { get; }

    private static string Sentence(string name, string reason) => $"The picture '{name}' cannot be read: {reason}.";
}
