namespace Discern.Cli.Rendering;

/// <summary>Paths as a user can use them.</summary>
internal static class Shown
{
    /// <summary>A path from the current folder where it lies below that, else the full path.</summary>
    public static string Path(string path)
    {
        var relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>A path as an argument that a shell takes as one word.</summary>
    public static string Argument(string path) =>
        path.All(letter => char.IsAsciiLetterOrDigit(letter) || "/\\._-:+".Contains(letter, StringComparison.Ordinal))
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
