using System.Buffers.Binary;

namespace Discern.Neural.Tests.TensorFlow.Lite;

/// <summary>A table of a FlatBuffer to write: what is inside a field's offset follows the table.</summary>
internal sealed class TinyTable
{
    private readonly SortedDictionary<int, Field> fields = [];

    public TinyTable Int(int field, int value) => Inline(field, BitConverter.GetBytes(value));

    public TinyTable Byte(int field, byte value) => Inline(field, [value]);

    public TinyTable Bytes(int field, byte[] contents) => Vector(field, contents.Length, contents);

    public TinyTable Ints(int field, params int[] values) => Vector(field, values.Length, TinyLite.Ints(values));

    public TinyTable Floats(int field, params float[] values) => Vector(field, values.Length, TinyLite.Floats(values));

    public TinyTable Longs(int field, params long[] values) => Vector(field, values.Length, [.. values.SelectMany(BitConverter.GetBytes)]);

    public TinyTable Table(int field, TinyTable table) => Behind(field, table.Write);

    public TinyTable Tables(int field, params TinyTable[] tables) => Behind(field, to =>
    {
        int start = to.Count;
        to.AddRange(BitConverter.GetBytes(tables.Length));
        to.AddRange(new byte[4 * tables.Length]);
        for (int index = 0; index < tables.Length; index++)
        {
            int place = start + 4 + (4 * index);
            Point(to, place, tables[index].Write(to));
        }

        return start;
    });

    /// <summary>Writes list of places, table, and what follows.</summary>
    /// <returns>Where the table begins.</returns>
    public int Write(List<byte> to)
    {
        int places = to.Count;
        int count = fields.Count == 0 ? 0 : fields.Keys.Max() + 1;
        int inline = 4 + fields.Values.Sum(field => field.Contents.Length);
        to.AddRange(BitConverter.GetBytes((ushort)(4 + (2 * count))));
        to.AddRange(BitConverter.GetBytes((ushort)inline));
        to.AddRange(new byte[2 * count]);
        int table = to.Count;
        to.AddRange(BitConverter.GetBytes(table - places));
        foreach ((int number, Field field) in fields)
        {
            Span<byte> offset = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(to)[(places + 4 + (2 * number))..];
            BinaryPrimitives.WriteUInt16LittleEndian(offset, (ushort)(to.Count - table));
            to.AddRange(field.Contents);
        }

        int place = table + 4;
        foreach (Field field in fields.Values)
        {
            if (field.Behind is not null)
            {
                Point(to, place, field.Behind(to));
            }

            place += field.Contents.Length;
        }

        return table;
    }

    private static void Point(List<byte> to, int place, int target) =>
        BinaryPrimitives.WriteInt32LittleEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(to)[place..], target - place);

    private TinyTable Vector(int field, int count, byte[] contents) => Behind(field, to =>
    {
        int start = to.Count;
        to.AddRange(BitConverter.GetBytes(count));
        to.AddRange(contents);
        return start;
    });

    private TinyTable Inline(int field, byte[] contents) => Set(field, new Field(contents, null));

    private TinyTable Behind(int field, Func<List<byte>, int> write) => Set(field, new Field(new byte[4], write));

    private TinyTable Set(int number, Field field)
    {
        fields[number] = field;
        return this;
    }

    private sealed record Field(byte[] Contents, Func<List<byte>, int>? Behind);
}
