using System.Numerics;
using System.Runtime.InteropServices;
using Discern.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Discern.Classifiers;

/// <summary>Decoded pictures in a file of this run's own, for those that memory has no room for. Safe to use from many threads.</summary>
/// <remarks>
/// The file has records of one size, in the order in which pictures come, and is gone with the process however that ends. Nothing that happens to it
/// is an error, and none of it gives another picture: what could not be written, or does not come back as it was, is not held.
/// </remarks>
internal sealed class PictureScratch : IDisposable
{
    // In the place of a record's number, which is counted from 1.
    private const int Absent = 0;
    private const int BeingWritten = -1;

    private readonly SafeFileHandle? file;
    private readonly NetworkDescription network;
    private readonly int pictureBytes;
    private readonly long capacity;
    private readonly int[] records;
    private readonly uint[] sums;
    private int taken;
    private volatile string? trouble;

    /// <summary>Makes it over a file, which it closes in the end.</summary>
    /// <param name="file">An empty file; null for none, which holds nothing.</param>
    /// <param name="network">Gives size and channels of the pictures.</param>
    /// <param name="count">How many pictures there are, held or not.</param>
    /// <param name="bytes">The most that is written.</param>
    public PictureScratch(SafeFileHandle? file, NetworkDescription network, int count, long bytes)
    {
        this.file = file;
        this.network = network;
        pictureBytes = network.Size * network.Size * network.Channels;
        capacity = file is null ? 0 : bytes / pictureBytes;
        records = new int[count];
        sums = new uint[count];
    }

    /// <summary>The most bytes that it holds.</summary>
    public long Capacity => capacity * pictureBytes;

    /// <summary>Why it holds less than it might; null where nothing has gone wrong.</summary>
    public string? Trouble => trouble;

    /// <summary>Opens a new file; one that cannot be opened leaves a scratch that holds nothing and says why.</summary>
    /// <param name="options">Gives the folder, the room in it, and the processes.</param>
    /// <param name="network">Gives size and channels of the pictures.</param>
    /// <param name="count">How many pictures there are, held or not.</param>
    /// <param name="needed">The bytes of those that are to be held.</param>
    public static PictureScratch Open(CnnOptions options, NetworkDescription network, int count, long needed)
    {
        try
        {
            Directory.CreateDirectory(options.ScratchFolder);
            long room = options.DiskCacheBytes ?? FreeShare(options);
            string path = Path.Combine(options.ScratchFolder, $"{Guid.NewGuid():N}.pictures");
            SafeFileHandle opened = File.OpenHandle(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path); // Unix deletes on closing only where the process lives to do it, but lets a file without a name be used
            }

            return new PictureScratch(opened, network, count, Math.Min(needed, room));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new PictureScratch(file: null, network, count, bytes: 0) { trouble = exception.Message };
        }
    }

    /// <summary>Whether a picture is held.</summary>
    public bool Has(int index) => Volatile.Read(ref records[index]) > Absent;

    /// <summary>A picture, with the bits that it came with; null where it is not held, or not whole any more.</summary>
    public Picture? Find(int index)
    {
        int record = Volatile.Read(ref records[index]);
        if (record <= Absent)
        {
            return null;
        }

        byte[] pixels = GC.AllocateUninitializedArray<byte>(pictureBytes);
        return TryRead(record, pixels) && Sum(pixels) == sums[index]
            ? new Picture(network.Size, network.Size, network.Channels, pixels)
            : null;
    }

    /// <summary>Takes a picture, unless it has been taken before.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool Hold(int index, Picture picture)
    {
        if (Interlocked.CompareExchange(ref records[index], BeingWritten, Absent) != Absent)
        {
            return true; // it was taken before, or is by another thread just now
        }

        bool fits = (picture.Width, picture.Height, picture.Channels) == (network.Size, network.Size, network.Channels);
        int record = fits && trouble is null && Volatile.Read(ref taken) < capacity ? Interlocked.Increment(ref taken) : Absent;
        bool isHeld = record > Absent && record <= capacity && TryWrite(record, picture.Pixels);
        if (isHeld)
        {
            sums[index] = Sum(picture.Pixels);
        }

        Volatile.Write(ref records[index], isHeld ? record : Absent); // last, so that who sees it finds picture and sum
        return isHeld;
    }

    public void Dispose() => file?.Dispose();

    // Processes that train together may all write to the same disk, on whatever machines they are.
    private static long FreeShare(CnnOptions options) =>
        new DriveInfo(options.ScratchFolder).AvailableFreeSpace / 2 / (options.Communicator?.Size ?? 1);

    private bool TryRead(int record, Span<byte> pixels)
    {
        try
        {
            return RandomAccess.Read(file!, pixels, Start(record)) == pixels.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool TryWrite(int record, ReadOnlySpan<byte> pixels)
    {
        try
        {
            RandomAccess.Write(file!, pixels, Start(record));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            trouble = exception.Message; // a full disk, as a rule: no more is tried
            return false;
        }
    }

    private long Start(int record) => (record - 1L) * pictureBytes;

    // CRC-32C. A disk that is full, over its quota or on the network may take what is written and lose it later.
    private static uint Sum(ReadOnlySpan<byte> pixels)
    {
        uint sum = uint.MaxValue;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(pixels);
        foreach (ulong word in words)
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (byte last in pixels[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, last);
        }

        return sum;
    }
}
