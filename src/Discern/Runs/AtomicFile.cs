namespace Discern.Runs;

/// <summary>Writes a file beside its place and renames it into place: a reader, or a crash, never sees half of it.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file as a whole, and takes the place of one that is there.</summary>
    /// <param name="path">The file's place; its folder exists.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="DiscernException">The file cannot be written: the disk is full, or the folder is not writable or gone. What was there before stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path);
        string part = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.part");
        try
        {
            using (FileStream stream = File.Create(part))
            {
                write(stream);
                stream.Flush(flushToDisk: true); // else a power cut may keep the new name and lose the contents
            }

            File.Move(part, full, overwrite: true);
        }
        catch (Exception exception)
        {
            DeleteIfPossible(part);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new DiscernException($"'{full}' cannot be written: {exception.Message.TrimEnd('.')}. Make room, or make the folder writable, and try again.", exception);
            }

            throw;
        }
    }

    /// <summary>Writes text in UTF-8 without a byte order mark; else as <see cref="Write(string, Action{Stream})"/>.</summary>
    /// <param name="path">The file's place; its folder exists.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void WriteText(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            write(text);
        });
    }

    private static void DeleteIfPossible(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell; the part is overwritten by the next attempt.
        }
    }
}
