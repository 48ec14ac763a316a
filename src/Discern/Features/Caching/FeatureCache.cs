using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Discern.Features.Caching;

/// <summary>Features of one body, kept in one file that only grows: a second run computes none.</summary>
/// <remarks>
/// After a head of 16 bytes (mark and count of features) follow records of one size: key, features as little-endian floats, and
/// half a SHA-256 over both. A crash leaves at most half a record at the end, which does not count and is written over, or
/// one whose sum does not fit, which does not count either. Only keys are held in memory. One process writes; others, meanwhile, only read.
/// </remarks>
internal sealed class FeatureCache : IDisposable
{
    private const int HeadBytes = 16;
    private const int SumBytes = 16;

    private readonly FileStream file;
    private readonly FileStream? writersLock;
    private readonly int features;
    private readonly byte[] record;
    private readonly Dictionary<FeatureKey, long> places = [];
    private long end = HeadBytes;

    private FeatureCache(FileStream file, FileStream? writersLock, int features)
    {
        this.file = file;
        this.writersLock = writersLock;
        this.features = features;
        record = new byte[FeatureKey.Bytes + (features * sizeof(float)) + SumBytes];
    }

    /// <summary>How many pictures it holds.</summary>
    public int Count => places.Count;

    private static ReadOnlySpan<byte> Mark => "discern-feature1"u8[..12];

    /// <summary>Opens the cache of a body, or makes it.</summary>
    /// <param name="folder">Where caches lie; made where it is absent.</param>
    /// <param name="name">The body's name.</param>
    /// <param name="identity">The body's identity.</param>
    /// <param name="features">How many numbers it gives.</param>
    /// <exception cref="DiscernException">The folder cannot be written.</exception>
    public static FeatureCache Open(string folder, string name, string identity, int features)
    {
        string path = Path.Combine(folder, $"{name}-{identity[..16]}.features");
        try
        {
            Directory.CreateDirectory(folder);
            FileStream? ownLock = TryLock(path + ".lock");
            var records = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
            var cache = new FeatureCache(records, ownLock, features);
            cache.ReadKeys();
            return cache;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException(
                $"The feature cache '{path}' cannot be used: {exception.Message.TrimEnd('.')}. Make the folder writable, or name another one.", exception);
        }
    }

    /// <summary>Reads what is kept under a key.</summary>
    /// <returns>Whether there was something, and it was whole.</returns>
    public bool TryRead(FeatureKey key, Span<float> target)
    {
        if (!places.TryGetValue(key, out long place))
        {
            return false;
        }

        bool isWhole = RandomAccess.Read(file.SafeFileHandle, record, place) == record.Length
            && FeatureKey.Read(record) == key
            && Sum().AsSpan(0, SumBytes).SequenceEqual(record.AsSpan(record.Length - SumBytes));
        if (isWhole)
        {
            MemoryMarshal.Cast<byte, float>(Values).CopyTo(target);
        }

        return isWhole;
    }

    /// <summary>Keeps features under a key; nothing happens where another process is the writer.</summary>
    public void Write(FeatureKey key, ReadOnlySpan<float> values)
    {
        if (writersLock is null)
        {
            return;
        }

        key.Write(record);
        MemoryMarshal.AsBytes(values).CopyTo(Values);
        Sum().AsSpan(0, SumBytes).CopyTo(record.AsSpan(record.Length - SumBytes));
        RandomAccess.Write(file.SafeFileHandle, record, end);
        places[key] = end;
        end += record.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        writersLock?.Dispose();
    }

    private Span<byte> Values => record.AsSpan(FeatureKey.Bytes, features * sizeof(float));

    // Null where another process, or another extractor of this one, is the writer.
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private byte[] Sum() => SHA256.HashData(record.AsSpan(0, record.Length - SumBytes));

    private void ReadKeys()
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        Span<byte> expected = stackalloc byte[HeadBytes];
        Mark.CopyTo(expected);
        BitConverter.TryWriteBytes(expected[Mark.Length..], features);
        bool isOurs = RandomAccess.Read(file.SafeFileHandle, head, 0) == HeadBytes && head.SequenceEqual(expected);
        if (!isOurs)
        {
            Begin(expected);
            return;
        }

        Span<byte> key = stackalloc byte[FeatureKey.Bytes];
        long length = file.Length;
        for (; end + record.Length <= length; end += record.Length)
        {
            RandomAccess.Read(file.SafeFileHandle, key, end);
            places[FeatureKey.Read(key)] = end;
        }
    }

    // An empty file, or one of which not even the head was written.
    private void Begin(ReadOnlySpan<byte> head)
    {
        if (writersLock is not null)
        {
            file.SetLength(0);
            RandomAccess.Write(file.SafeFileHandle, head, 0);
        }
    }
}
