namespace Discern.Cli.Rendering;

/// <summary>A number of bytes as people say it.</summary>
internal static class Bytes
{
    /// <summary>"812 KiB", "24 MiB" or "1.5 GiB".</summary>
    public static string Text(long bytes) => bytes switch
    {
        < 10_240 => $"{bytes / 1024.0:0.0} KiB",
        < 1 << 20 => $"{bytes / 1024.0:0} KiB",
        < 1 << 30 => $"{bytes / (1024.0 * 1024):0} MiB",
        _ => $"{bytes / (1024.0 * 1024 * 1024):0.0} GiB",
    };
}
