using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Discern.Imaging.Decoding;

/// <summary>The contents of a picture's file, in memory that is borrowed until this is disposed of.</summary>
internal readonly struct PictureFile : IDisposable
{
    /// <summary>No larger file is read.</summary>
    public const long MaximumBytes = 512L << 20;

    private readonly byte[] buffer;
    private readonly int length;

    private PictureFile(byte[] buffer, int length)
    {
        this.buffer = buffer;
        this.length = length;
    }

    public ReadOnlySpan<byte> Contents => buffer.AsSpan(0, length);

    /// <exception cref="UnreadablePictureException">The file is not there, cannot be read, or is too large.</exception>
    public static PictureFile Read(string path)
    {
        try
        {
            return ReadBounded(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadablePictureException(path, "the file is not there", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            string reason = Directory.Exists(path) ? "it is a folder" : "this user may not open it";
            throw new UnreadablePictureException(path, reason, exception);
        }
        catch (IOException exception)
        {
            throw new UnreadablePictureException(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private static PictureFile ReadBounded(string path)
    {
        RegularFile.ThrowIfOther(path);
        using SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        long size = RandomAccess.GetLength(handle);
        if (size > MaximumBytes)
        {
            throw new UnreadablePictureException(path, $"the file has {size >> 20} MiB, and more than {MaximumBytes >> 20} are not read");
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent((int)size);
        try
        {
            // A file that another program cuts meanwhile is shorter than it said; the decoder will find it truncated.
            int count = 0;
            int read;
            while (count < size && (read = RandomAccess.Read(handle, rented.AsSpan(count, (int)size - count), count)) > 0)
            {
                count += read;
            }

            return new PictureFile(rented, count);
        }
        catch (IOException)
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw;
        }
    }
}
