using System.Buffers.Binary;
using System.Text;

namespace Discern.Neural.TensorFlow.Lite;

/// <summary>The bytes of a FlatBuffer, every access to which is checked: offsets come from a stranger.</summary>
/// <remarks>The format: FlatBuffers' "Internals" page. All numbers are little-endian; offsets to tables, vectors and strings are relative to where they stand.</remarks>
internal sealed class FlatBuffer(ReadOnlyMemory<byte> bytes, string name)
{
    private const int LengthBytes = 4;

    public string Name { get; } = name;

    public int Length => bytes.Length;

    /// <summary>The table that the file begins with.</summary>
    public FlatTable Root => new(this, Follow(0));

    public byte Byte(long position) => Slice(position, 1)[0];

    public ushort UInt16(long position) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(position, 2));

    public int Int32(long position) => BinaryPrimitives.ReadInt32LittleEndian(Slice(position, 4));

    public long Int64(long position) => BinaryPrimitives.ReadInt64LittleEndian(Slice(position, 8));

    public float Single(long position) => BinaryPrimitives.ReadSingleLittleEndian(Slice(position, 4));

    /// <summary>Where the offset at a position leads.</summary>
    public long Follow(long position) => position + BinaryPrimitives.ReadUInt32LittleEndian(Slice(position, 4));

    /// <summary>The number of elements of the vector at a position; all of them lie inside the file.</summary>
    public int Count(long vector, int elementBytes)
    {
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(Slice(vector, LengthBytes));
        bool fits = vector + LengthBytes + ((long)count * elementBytes) <= bytes.Length;
        return fits ? (int)count : throw Broken($"a list of {count:N0} entries at byte {vector:N0} goes beyond its end");
    }

    /// <summary>Where an element of the vector at a position lies.</summary>
    public static long Element(long vector, int index, int elementBytes) => vector + LengthBytes + ((long)index * elementBytes);

    public ReadOnlySpan<byte> Bytes(long vector) => Slice(vector + LengthBytes, Count(vector, 1));

    public string Text(long vector) => Encoding.UTF8.GetString(Bytes(vector));

    public DiscernException Broken(string reason) =>
        new($"The network '{Name}' cannot be read: {reason}. The file is damaged, or not a TFLite file; fetch it anew.");

    private ReadOnlySpan<byte> Slice(long position, int count) => position >= 0 && position + count <= bytes.Length
        ? bytes.Span.Slice((int)position, count)
        : throw Broken($"it ends at byte {bytes.Length:N0}, and byte {position:N0} is asked for");
}
