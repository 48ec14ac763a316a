using System.Text.RegularExpressions;

namespace Discern.Datasets;

/// <summary>Reads a picture's group from its file name by a regular expression that the user gives.</summary>
internal sealed class GroupPattern
{
    /// <summary>A sound pattern needs microseconds for a name; one that backtracks for ever is stopped.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Regex expression;

    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    public GroupPattern(string pattern)
    {
        try
        {
            expression = new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"The group pattern '{pattern}' is not a regular expression: {exception.Message}", nameof(pattern), exception);
        }
    }

    /// <summary>The group of a picture; null where the pattern finds nothing in its file name.</summary>
    /// <exception cref="DiscernException">The pattern takes too long.</exception>
    public string? Of(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        try
        {
            Match match = expression.Match(name);
            return !match.Success ? null : match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1].Value : match.Value;
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new DiscernException(
                $"The group pattern '{expression}' takes longer than {Patience.TotalSeconds} s on the file name '{name}'. Repetitions inside repetitions, such as (a+)+, do that: write it without them.",
                exception);
        }
    }
}
