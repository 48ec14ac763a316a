namespace Discern.Datasets;

/// <summary>Paths that other people wrote: what they name must lie under one folder.</summary>
/// <param name="root">The full path of the folder.</param>
internal sealed class FolderPath(string root)
{
    private readonly string inside = root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    /// <summary>The path from the folder, with forward slashes.</summary>
    /// <param name="path">From the folder, with slashes of either kind.</param>
    /// <param name="where">Where it was written, for the sentence.</param>
    /// <exception cref="DiscernException">It leads out of the folder.</exception>
    public string Inside(string path, string where)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new DiscernException($"The path in {where} holds a zero character. Put the row right, or take it out.");
        }

        string full = Path.GetFullPath(path.Replace('\\', '/'), inside);
        return full.StartsWith(inside, StringComparison.Ordinal)
            ? full[inside.Length..].Replace(Path.DirectorySeparatorChar, '/')
            : throw new DiscernException(
                $"The path '{path}' in {where} leads out of the data set's folder and is refused. Copy the picture into the folder, and give its path from there.");
    }
}
