namespace Discern.Cli.Rendering;

/// <summary>A span of time as people say it.</summary>
internal static class Duration
{
    /// <summary>"0.4 s", "12 s", "3 min 20 s" or "2 h 5 min".</summary>
    public static string Text(TimeSpan span) => span.TotalSeconds switch
    {
        < 9.95 => $"{span.TotalSeconds:0.0} s",
        < 59.5 => $"{span.TotalSeconds:0} s",
        < 3599.5 => Parts((long)Math.Round(span.TotalSeconds), 60, "min", "s"),
        _ => Parts((long)Math.Round(span.TotalMinutes), 60, "h", "min"),
    };

    private static string Parts(long total, long perWhole, string whole, string part) =>
        $"{total / perWhole} {whole} {total % perWhole} {part}";
}
