using Discern.Runs;

namespace Discern.Faces;

/// <summary>A new or empty folder that files are written into; no name is used twice.</summary>
internal sealed class CropFolder
{
    private readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase) { CropCsv.FileName, Datasets.IndexReader.FileName };

    private CropFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <summary>Makes the folder, or takes it where it is empty.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="source">The full path of the folder that is read, outside which it must lie.</param>
    /// <exception cref="DiscernException">It holds something, lies inside the other one, or cannot be made.</exception>
    public static CropFolder Open(string path, string source)
    {
        string full = Path.GetFullPath(path);
        string inside = source.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        if ((full + Path.DirectorySeparatorChar).StartsWith(inside, StringComparison.Ordinal))
        {
            throw new DiscernException($"'{full}' lies in '{source}', whose pictures are read. Give a folder outside.");
        }

        try
        {
            if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
            {
                throw new DiscernException($"'{full}' is there already and is not empty; nothing is overwritten. Give another folder.");
            }

            Directory.CreateDirectory(full);
            return new CropFolder(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{full}' cannot be made: {exception.Message.TrimEnd('.')}. Give another folder, or make it writable.", exception);
        }
    }

    /// <summary>A name like the one that is wanted, with a number where that is used.</summary>
    public string Take(string wanted)
    {
        string name = wanted;
        for (int number = 2; !used.Add(name); number++)
        {
            name = $"{wanted[..^Path.GetExtension(wanted).Length]}-{number}{Path.GetExtension(wanted)}";
        }

        return name;
    }

    /// <summary>Writes a file.</summary>
    /// <param name="name">Its path in this folder.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="DiscernException">It cannot be written.</exception>
    public void Write(string name, Action<Stream> write)
    {
        string path = Path.Combine(FullPath, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' cannot be written: {exception.Message.TrimEnd('.')}. Make room, or make the folder writable, and try again.", exception);
        }

        AtomicFile.Write(path, write);
    }
}
