using Discern.Imaging;

namespace Discern.Web.Hosting;

/// <summary>A folder whose files may be shown; what leads out of it, by dots or by a symbolic link, does not.</summary>
/// <example><code>
/// var folder = new ServedFolder("pictures");
/// string? full = folder.Find("cats/tom.jpg");   // null where there is no such file inside
/// </code></example>
public sealed class ServedFolder
{
    // As many as the kernel follows.
    private const int MostLinks = 40;

    private readonly string root;

    /// <summary>Names the folder; it may itself be a link.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DiscernException">It is not there.</exception>
    public ServedFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
        root = Directory.Exists(Path) && Resolve(Path) is { } real
            ? System.IO.Path.TrimEndingDirectorySeparator(real)
            : throw new DiscernException($"There is no folder '{Path}'. Give one that is there.");
    }

    /// <summary>The folder's full path, as it was given.</summary>
    public string Path { get; }

    /// <summary>The file that an address inside the folder means.</summary>
    /// <param name="relative">A path from the folder on, with forward slashes: text from outside.</param>
    /// <returns>The file's full path with every link resolved; null where there is no such file, or it lies outside.</returns>
    public string? Find(string? relative)
    {
        if (string.IsNullOrEmpty(relative) || relative.Contains('\0', StringComparison.Ordinal) || relative[0] is '/' or '\\' || System.IO.Path.IsPathRooted(relative))
        {
            return null;
        }

        var parts = relative.Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains(System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            return null;
        }

        return Resolve(System.IO.Path.Combine([root, .. parts])) is { } real && IsInside(real) && File.Exists(real) && !RegularFile.IsOther(real) ? real : null;
    }

    private bool IsInside(string real) =>
        real.StartsWith(root.EndsWith(System.IO.Path.DirectorySeparatorChar) ? root : root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path without any link in it; null where links go in a circle or something on the way cannot be looked at.</summary>
    private static string? Resolve(string path)
    {
        var links = 0;
        var start = System.IO.Path.GetPathRoot(path)!;
        var rest = new Stack<string>(Parts(path[start.Length..]).Reverse());
        var current = start;
        while (rest.TryPop(out var part))
        {
            var next = part is ".." ? System.IO.Path.GetDirectoryName(current) ?? current : System.IO.Path.Combine(current, part);
            if (LinkTarget(next) is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            if (System.IO.Path.IsPathRooted(target))
            {
                current = System.IO.Path.GetPathRoot(target)!;
                target = target[current.Length..];
            }

            foreach (var piece in Parts(target).Reverse())
            {
                rest.Push(piece);
            }
        }

        return current;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split([System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ".");

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // then it cannot be opened either
        }
    }
}
