namespace Discern.Cli.Rendering;

/// <summary>A span of time as people say it.</summary>
internal static class Duration
{
    /// <summary>"0.4 s", "12 s", "3 min 20 s" or "2 h 5 min".</summary>
    public static string Text(TimeSpan span) => span.TotalSeconds switch
    {
        < 9.95 => $"{span.TotalSeconds:0.0} s",
        < 59.5 => $"{span.TotalSeconds:0} s",
        < 3600 => $"{(int)span.TotalMinutes} min {span.Seconds} s",
        _ => $"{(int)span.TotalHours} h {span.Minutes} min",
    };
}
