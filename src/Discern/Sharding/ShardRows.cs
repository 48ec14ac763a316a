using System.Buffers.Binary;

namespace Discern.Sharding;

/// <summary>A file of a shard whose rows belong to pictures; beside it stands, for the merge, where each row lies and which place its picture has in the whole list.</summary>
/// <remarks>The file beside has 24 bytes for each row: position, offset and length, as little-endian 64-bit numbers.</remarks>
internal sealed class ShardRows : IDisposable
{
    /// <summary>What is added to the file's name for the file beside it.</summary>
    public const string Suffix = ".rows";

    /// <summary>Bytes of a row's place.</summary>
    public const int PlaceBytes = 24;

    private readonly FileStream places;
    private readonly byte[] place = new byte[PlaceBytes];
    private long start;

    /// <summary>Begins both files.</summary>
    public ShardRows(string path)
    {
        Stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            places = new FileStream(path + Suffix, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        }
        catch
        {
            Stream.Dispose();
            throw;
        }
    }

    /// <summary>Where rows are written, one after the other.</summary>
    public FileStream Stream { get; }

    /// <summary>What was written since the last call is no row: a heading.</summary>
    public void EndHeading() => start = Stream.Position;

    /// <summary>What was written since the last call is a picture's row.</summary>
    /// <param name="position">The picture's place in the whole list; greater than that of the row before.</param>
    public void EndRow(long position)
    {
        BinaryPrimitives.WriteInt64LittleEndian(place, position);
        BinaryPrimitives.WriteInt64LittleEndian(place.AsSpan(8), start);
        BinaryPrimitives.WriteInt64LittleEndian(place.AsSpan(16), Stream.Position - start);
        places.Write(place);
        start = Stream.Position;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Flush(flushToDisk: true); // else a power cut may keep the folder's name and lose the contents
        places.Flush(flushToDisk: true);
        Stream.Dispose();
        places.Dispose();
    }
}
