using System.Text;

namespace Discern.Neural.Tests.TensorFlow.Lite;

/// <summary>A tensor to write into a TFLite file; without contents, one that is computed.</summary>
internal sealed record TinyTensor(int[] Dimensions, byte Type = TinyTensor.Float32, byte[]? Contents = null)
{
    public const byte Float32 = 0;
    public const byte Float16 = 1;
    public const byte Int32 = 2;
    public const byte UInt8 = 3;
    public const byte Int8 = 9;

    public string Name { get; init; } = string.Empty;

    public float[]? Scales { get; init; }

    public long[] ZeroPoints { get; init; } = [];

    public int ScaledDimension { get; init; }

    public TinyTable ToTable(int buffer)
    {
        TinyTable table = new TinyTable().Ints(0, Dimensions).Byte(1, Type).Int(2, buffer).Bytes(3, Encoding.UTF8.GetBytes(Name));
        return Scales is null
            ? table
            : table.Table(4, new TinyTable().Floats(2, Scales).Longs(3, ZeroPoints).Int(6, ScaledDimension));
    }
}
