namespace Discern;

/// <summary>
/// The data, not the caller, is at fault: a picture, a table, a run folder or a network file that cannot be used as it is.
/// </summary>
/// <remarks>
/// The message is a sentence for the user: what went wrong, where, why, and what to do about it.
/// A caller's mistake is an <see cref="ArgumentException"/> instead.
/// </remarks>
public class DiscernException : Exception
{
    /// <summary>Creates the exception with a sentence for the user.</summary>
    public DiscernException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a sentence for the user and what caused it.</summary>
    public DiscernException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a sentence; prefer the other constructors.</summary>
    public DiscernException()
        : base("The data cannot be used as it is.")
    {
    }
}
