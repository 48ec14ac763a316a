using System.Buffers.Binary;
using Discern.Compute.Random;

namespace Discern.Manifests;

/// <summary>Puts any number of rows into a random order, by way of the disk: memory holds one of 256 blocks at a time.</summary>
/// <remarks>
/// Each row draws a number by its place, and rows are sorted by their numbers: first into blocks by the highest eight bits, then each block by itself.
/// So the order depends on the seed and the number of rows alone, and every order is as likely as another.
/// </remarks>
internal sealed class RowShuffle : IDisposable
{
    private const int Blocks = 256;
    private const int HeadBytes = 20;
    private const ulong Stream = 0x5348_5546_464C_45; // "SHUFFLE"

    private readonly ulong seed;
    private readonly DirectoryInfo folder;
    private readonly FileStream[] blocks = new FileStream[Blocks];
    private readonly byte[] head = new byte[HeadBytes];
    private long count;

    /// <summary>Begins the blocks.</summary>
    /// <param name="seed">The seed of the order.</param>
    /// <param name="place">The folder beside whose files the blocks are written, which take as much room as the rows.</param>
    public RowShuffle(ulong seed, string place)
    {
        this.seed = seed;
        folder = Directory.CreateDirectory(Path.Combine(place, $".shuffle-{Environment.MachineName}-{Environment.ProcessId}.part"));
        for (int block = 0; block < Blocks; block++)
        {
            blocks[block] = new FileStream(Path.Combine(folder.FullName, $"{block}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 14);
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        (uint high, uint low, _, _) = Philox.At(seed, Stream, (ulong)count);
        BinaryPrimitives.WriteUInt64LittleEndian(head, ((ulong)high << 32) | low);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), count++);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), row.Length);
        FileStream block = blocks[high >> 24];
        block.Write(head);
        block.Write(row);
    }

    /// <summary>Writes all rows in their order.</summary>
    public void WriteTo(Stream target)
    {
        foreach (FileStream block in blocks)
        {
            byte[] contents = new byte[block.Length];
            block.Position = 0;
            block.ReadExactly(contents);
            foreach ((_, _, int start, int length) in Rows(contents).Order())
            {
                target.Write(contents, start, length);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FileStream block in blocks)
        {
            block.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static List<(ulong Key, long Position, int Start, int Length)> Rows(byte[] contents)
    {
        var rows = new List<(ulong, long, int, int)>();
        for (int start = 0; start < contents.Length;)
        {
            ReadOnlySpan<byte> row = contents.AsSpan(start);
            int length = BinaryPrimitives.ReadInt32LittleEndian(row[16..]);
            rows.Add((BinaryPrimitives.ReadUInt64LittleEndian(row), BinaryPrimitives.ReadInt64LittleEndian(row[8..]), start + HeadBytes, length));
            start += HeadBytes + length;
        }

        return rows;
    }
}
