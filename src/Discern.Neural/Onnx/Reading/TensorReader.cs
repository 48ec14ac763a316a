using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Discern.Neural.Onnx.Messages;
using DataType = Discern.Neural.Onnx.Messages.TensorProto.Types.DataType;

namespace Discern.Neural.Onnx.Reading;

/// <summary>Decodes tensors of a file. How many values there are is checked before memory is taken for them.</summary>
internal static class TensorReader
{
    private const int MostDimensions = 8;

    public static Constant Read(TensorProto tensor, ModelFile file)
    {
        var type = (DataType)tensor.DataType;
        int[] dims = Dims(tensor, file);
        int count = Count(dims, tensor, file);
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            raw = file.ReadExternal(tensor, (long)count * Size(type, tensor, file));
        }

        bool isRaw = !raw.IsEmpty || count == 0;
        int stored = isRaw ? raw.Length / Size(type, tensor, file) : Listed(tensor, type);
        if (stored != count || (isRaw && raw.Length % Size(type, tensor, file) != 0))
        {
            throw file.Refuse($"the tensor '{tensor.Name}' is declared as {string.Join(" × ", dims)} and holds {stored} values. The file is damaged; export it anew.");
        }

        return type switch
        {
            DataType.Float or DataType.Float16 or DataType.Bfloat16 or DataType.Double =>
                new Constant(dims, isRaw ? RawFloats(raw, type, count) : ListedFloats(tensor, type)),
            _ => new Constant(dims, isRaw ? RawIntegers(raw, type, count) : ListedIntegers(tensor, type), type),
        };
    }

    private static int[] Dims(TensorProto tensor, ModelFile file) =>
        tensor.Dims.Count <= MostDimensions && tensor.Dims.All(dim => dim is >= 0 and <= int.MaxValue)
            ? [.. tensor.Dims.Select(dim => (int)dim)]
            : throw file.Refuse($"the tensor '{tensor.Name}' has the dimensions {string.Join(" × ", tensor.Dims.Take(MostDimensions + 1))}, which no network needs.");

    private static int Count(int[] dims, TensorProto tensor, ModelFile file)
    {
        long count = 1;
        foreach (int dim in dims)
        {
            count *= dim;
            if (count > Array.MaxLength / sizeof(float))
            {
                throw file.Refuse($"the tensor '{tensor.Name}' is declared as {string.Join(" × ", dims)}, more than any network of use holds.");
            }
        }

        return (int)count;
    }

    private static int Size(DataType type, TensorProto tensor, ModelFile file) => type switch
    {
        DataType.Uint8 or DataType.Int8 or DataType.Bool => 1,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 2,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 4,
        DataType.Double or DataType.Int64 or DataType.Uint64 => 8,
        _ => throw file.Refuse($"the tensor '{tensor.Name}' has numbers of type {type}; Discern reads floats and whole numbers."),
    };

    private static int Listed(TensorProto tensor, DataType type) => type switch
    {
        DataType.Float => tensor.FloatData.Count,
        DataType.Double => tensor.DoubleData.Count,
        DataType.Int64 => tensor.Int64Data.Count,
        DataType.Uint32 or DataType.Uint64 => tensor.Uint64Data.Count,
        _ => tensor.Int32Data.Count,
    };

    private static float[] ListedFloats(TensorProto tensor, DataType type) => type switch
    {
        DataType.Float => [.. tensor.FloatData],
        DataType.Double => [.. tensor.DoubleData.Select(value => (float)value)],
        DataType.Float16 => [.. tensor.Int32Data.Select(value => (float)BitConverter.UInt16BitsToHalf(unchecked((ushort)value)))],
        _ => [.. tensor.Int32Data.Select(value => BitConverter.Int32BitsToSingle(value << 16))],
    };

    private static long[] ListedIntegers(TensorProto tensor, DataType type) => type switch
    {
        DataType.Int64 => [.. tensor.Int64Data],
        DataType.Uint32 or DataType.Uint64 => [.. tensor.Uint64Data.Select(value => unchecked((long)value))],
        _ => [.. tensor.Int32Data.Select(value => (long)value)],
    };

    private static float[] RawFloats(ReadOnlySpan<byte> raw, DataType type, int count)
    {
        float[] values = new float[count];
        if (type == DataType.Float && BitConverter.IsLittleEndian)
        {
            raw.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        for (int index = 0; index < count; index++)
        {
            values[index] = type switch
            {
                DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(raw[(index * 4)..]),
                DataType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(raw[(index * 8)..]),
                DataType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(raw[(index * 2)..]),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(raw[(index * 2)..]) << 16),
            };
        }

        return values;
    }

    private static long[] RawIntegers(ReadOnlySpan<byte> raw, DataType type, int count)
    {
        long[] values = new long[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = type switch
            {
                DataType.Int8 => unchecked((sbyte)raw[index]),
                DataType.Uint8 or DataType.Bool => raw[index],
                DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(raw[(index * 2)..]),
                DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(raw[(index * 2)..]),
                DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw[(index * 4)..]),
                DataType.Uint32 => BinaryPrimitives.ReadUInt32LittleEndian(raw[(index * 4)..]),
                _ => BinaryPrimitives.ReadInt64LittleEndian(raw[(index * 8)..]),
            };
        }

        return values;
    }
}
