using System.Text.RegularExpressions;

namespace Discern.Cli.Rendering;

/// <summary>A number of bytes as people say it.</summary>
internal static partial class Bytes
{
    /// <summary>"812 KiB", "24 MiB" or "1.5 GiB".</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 10_240 => $"{bytes / 1024.0:0.0} KiB",
        < 1 << 20 => $"{bytes / 1024.0:0} KiB",
        < 1 << 30 => $"{bytes / (1024.0 * 1024):0} MiB",
        _ => $"{bytes / (1024.0 * 1024 * 1024):0.0} GiB",
    };

    /// <summary>Understands "500K", "20M", "20 MiB", "1G" and plain numbers, in multiples of 1024, from 1 byte to 1 GiB.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Size().Match(text);
        if (!match.Success || !long.TryParse(match.Groups["number"].ValueSpan, out var number))
        {
            return false;
        }

        var unit = match.Groups["unit"].Value.ToUpperInvariant() switch { "K" => 1L << 10, "M" => 1L << 20, "G" => 1L << 30, _ => 1L };
        bytes = number <= Most / unit ? number * unit : 0;
        return bytes > 0;
    }

    private const long Most = 1L << 30;

    [GeneratedRegex("^(?<number>[0-9]{1,18}) ?(?<unit>[KMG]?)(i?B)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Size();
}
