namespace Discern.Neural.TensorFlow.Lite;

/// <summary>A table of a FlatBuffer: numbered fields, each of which may be absent.</summary>
internal readonly struct FlatTable(FlatBuffer buffer, long position)
{
    public int Int32(int field, int absent = 0) => Find(field) is { } place ? buffer.Int32(place) : absent;

    public int Byte(int field, int absent = 0) => Find(field) is { } place ? buffer.Byte(place) : absent;

    public bool Boolean(int field) => Byte(field) != 0;

    public string Text(int field) => Find(field) is { } place ? buffer.Text(buffer.Follow(place)) : string.Empty;

    public ReadOnlySpan<byte> Bytes(int field) => Find(field) is { } place ? buffer.Bytes(buffer.Follow(place)) : [];

    /// <summary>The table in a field, or null.</summary>
    public FlatTable? Table(int field) => Find(field) is { } place ? new FlatTable(buffer, buffer.Follow(place)) : null;

    /// <summary>The tables in a field's list.</summary>
    /// <param name="field">The field.</param>
    /// <param name="most">More than so many are refused: entries may share bytes, so the file's size alone bounds no work.</param>
    public FlatTable[] Tables(int field, int most)
    {
        (long vector, int count) = Vector(field, sizeof(int), most);
        var tables = new FlatTable[count];
        for (int index = 0; index < count; index++)
        {
            tables[index] = new FlatTable(buffer, buffer.Follow(FlatBuffer.Element(vector, index, sizeof(int))));
        }

        return tables;
    }

    /// <inheritdoc cref="Tables"/>
    public int[] Int32s(int field, int most)
    {
        (long vector, int count) = Vector(field, sizeof(int), most);
        var values = new int[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = buffer.Int32(FlatBuffer.Element(vector, index, sizeof(int)));
        }

        return values;
    }

    /// <inheritdoc cref="Tables"/>
    public long[] Int64s(int field, int most)
    {
        (long vector, int count) = Vector(field, sizeof(long), most);
        var values = new long[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = buffer.Int64(FlatBuffer.Element(vector, index, sizeof(long)));
        }

        return values;
    }

    /// <inheritdoc cref="Tables"/>
    public float[] Singles(int field, int most)
    {
        (long vector, int count) = Vector(field, sizeof(float), most);
        var values = new float[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = buffer.Single(FlatBuffer.Element(vector, index, sizeof(float)));
        }

        return values;
    }

    private (long Vector, int Count) Vector(int field, int elementBytes, int most)
    {
        if (Find(field) is not { } place)
        {
            return default;
        }

        long vector = buffer.Follow(place);
        int count = buffer.Count(vector, elementBytes);
        return count <= most ? (vector, count) : throw buffer.Broken($"a list of it has {count:N0} entries where {most:N0} are the most");
    }

    /// <summary>Where a field lies. Before the table stands the way back to its "vtable": its own size, the table's, and the fields' places.</summary>
    private long? Find(int field)
    {
        long places = position - buffer.Int32(position);
        int entry = 4 + (2 * field);
        if (entry + 2 > buffer.UInt16(places))
        {
            return null;
        }

        int offset = buffer.UInt16(places + entry);
        return offset == 0 ? null : position + offset;
    }
}
