using Discern.Imaging.Native;

namespace Discern.Imaging;

/// <summary>Opens files of folders that anybody may have filled.</summary>
/// <remarks>What bears a picture's name can be a named pipe, which keeps its reader waiting for a writer, or a device that never ends.</remarks>
/// <example><code>
/// using FileStream file = RegularFile.OpenRead("pictures/cat.jpg");
/// byte[] digest = SHA256.HashData(file);
/// </code></example>
public static class RegularFile
{
    // GLib's GFileTest; all follow links.
    private const int IsRegular = 1;
    private const int IsDirectory = 4;
    private const int Exists = 16;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <exception cref="IOException">It is a pipe, a socket or a device, is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or this user may not open it.</exception>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static FileStream OpenRead(string path)
    {
        ThrowIfOther(path);
        return File.OpenRead(path);
    }

    /// <summary>Whether something is there that is neither a file nor a folder: a pipe, a socket or a device.</summary>
    /// <param name="path">It, or a link to it.</param>
    /// <exception cref="DiscernException">No libvips is found; the sentence says how to get one.</exception>
    public static bool IsOther(string path)
    {
        VipsLibrary.Start(); // .NET tells a pipe from a file only once it is open
        return !Is(path, IsRegular) && Is(path, Exists) && !Is(path, IsDirectory);
    }

    /// <exception cref="IOException">It is a pipe, a socket or a device.</exception>
    internal static void ThrowIfOther(string path)
    {
        if (IsOther(path))
        {
            throw new IOException("it is no file, but a pipe, a socket or a device");
        }
    }

    private static bool Is(string path, int test) => VipsMethods.g_file_test(path, test) != 0;
}
