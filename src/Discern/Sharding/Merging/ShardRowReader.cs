using System.Buffers.Binary;

namespace Discern.Sharding.Merging;

/// <summary>Reads what <see cref="ShardRows"/> wrote, one row after the other.</summary>
internal sealed class ShardRowReader : IDisposable
{
    // There may be a thousand shards, each with two files open.
    private const int BufferBytes = 1 << 14;

    private const int MostRowBytes = 1 << 28;

    private readonly string path;
    private readonly FileStream rows;
    private readonly FileStream places;
    private readonly byte[] place = new byte[ShardRows.PlaceBytes];
    private byte[] buffer = [];

    /// <summary>Opens both files.</summary>
    /// <exception cref="DiscernException">One is not there, or cannot be read.</exception>
    public ShardRowReader(string path)
    {
        this.path = path;
        try
        {
            rows = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
            places = new FileStream(path + ShardRows.Suffix, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            rows?.Dispose();
            throw Damaged(exception);
        }
    }

    /// <summary>The place of the present row's picture in the whole list; −1 before the first.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>The present row; good until the next is read.</summary>
    public ReadOnlyMemory<byte> Row { get; private set; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="DiscernException">The files do not fit together.</exception>
    public bool Read()
    {
        try
        {
            int read = places.ReadAtLeast(place, place.Length, throwOnEndOfStream: false);
            if (read == 0)
            {
                return false;
            }

            long position = BinaryPrimitives.ReadInt64LittleEndian(place);
            long start = BinaryPrimitives.ReadInt64LittleEndian(place.AsSpan(8));
            long length = BinaryPrimitives.ReadInt64LittleEndian(place.AsSpan(16));
            if (read < place.Length || position <= Position || start < 0 || length is < 0 or > MostRowBytes || start + length > rows.Length)
            {
                throw Damaged(cause: null);
            }

            if (rows.Position != start)
            {
                rows.Position = start;
            }

            if (buffer.Length < length)
            {
                buffer = new byte[length * 2];
            }

            rows.ReadExactly(buffer, 0, (int)length);
            (Position, Row) = (position, buffer.AsMemory(0, (int)length));
            return true;
        }
        catch (IOException exception)
        {
            throw Damaged(exception);
        }
    }

    /// <summary>What stands before the first row; to be asked before any is read.</summary>
    public byte[] Heading()
    {
        bool hasRows = places.ReadAtLeast(place, place.Length, throwOnEndOfStream: false) == place.Length;
        places.Position = 0;
        byte[] heading = new byte[hasRows ? Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(place.AsSpan(8)), 0, rows.Length) : rows.Length];
        rows.Position = 0;
        rows.ReadExactly(heading);
        return heading;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        places.Dispose();
    }

    private DiscernException Damaged(Exception? cause) =>
        new($"'{path}' and '{Path.GetFileName(path)}{ShardRows.Suffix}' are not as a shard wrote them. Take their folder away, and run that shard again.", cause!);
}
