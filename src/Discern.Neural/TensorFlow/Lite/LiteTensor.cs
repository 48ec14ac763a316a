using System.Buffers.Binary;

namespace Discern.Neural.TensorFlow.Lite;

/// <summary>A tensor of a TFLite file, with how its numbers are stored.</summary>
internal sealed class LiteTensor
{
    private const int MostDimensions = 8;
    private const int MostChannels = 1 << 20;

    private readonly FlatBuffer file;
    private readonly int bufferIndex;
    private readonly LiteNumber number;
    private readonly float[] scales = [];
    private readonly long[] zeroPoints = [];
    private readonly int scaledDimension;

    public LiteTensor(FlatBuffer file, FlatTable table)
    {
        this.file = file;
        Dimensions = table.Int32s(0, MostDimensions);
        number = (LiteNumber)table.Byte(1);
        bufferIndex = table.Int32(2);
        Name = table.Text(3);
        if (table.Table(4) is { } quantization)
        {
            scales = quantization.Singles(2, MostChannels);
            zeroPoints = quantization.Int64s(3, MostChannels);
            scaledDimension = quantization.Int32(6);
        }
    }

    public int[] Dimensions { get; }

    public string Name { get; }

    /// <summary>Its place in the file's list of buffers; 0 is the empty one.</summary>
    public int BufferIndex => bufferIndex;

    /// <summary>Its numbers as floats: (stored − zero point) · scale where they are quantised.</summary>
    /// <param name="contents">Its bytes in the file.</param>
    public ModelConstant Read(ReadOnlySpan<byte> contents)
    {
        CheckLength(contents.Length);
        var values = new float[contents.Length / BytesOf(number)];
        if (scales.Length == 0 || number is LiteNumber.Float32 or LiteNumber.Float16)
        {
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = (float)Stored(contents, index);
            }
        }
        else
        {
            Dequantize(contents, values);
        }

        return new ModelConstant(Dimensions, values);
    }

    private static int BytesOf(LiteNumber number) => number switch
    {
        LiteNumber.Float32 or LiteNumber.Int32 => 4,
        LiteNumber.Float16 => 2,
        LiteNumber.Int64 => 8,
        _ => 1,
    };

    private void CheckLength(int bytes)
    {
        if (!Enum.IsDefined(number))
        {
            throw file.Broken($"the tensor '{Name}' has numbers of kind {(int)number}; float32, float16, int32, int64, int8 and uint8 are known");
        }

        long count = 1;
        foreach (int dimension in Dimensions)
        {
            count = dimension is < 0 ? -1 : count * dimension;
            if (count is < 0 or > ModelFile.LargestTensor)
            {
                throw file.Broken($"the tensor '{Name}' declares {string.Join(" × ", Dimensions)} numbers, more than it holds");
            }
        }

        if (count * BytesOf(number) != bytes)
        {
            throw file.Broken($"the tensor '{Name}' declares {string.Join(" × ", Dimensions)} numbers and holds {bytes:N0} bytes");
        }
    }

    private double Stored(ReadOnlySpan<byte> contents, int index)
    {
        int size = BytesOf(number);
        ReadOnlySpan<byte> stored = contents.Slice(index * size, size);
        return number switch
        {
            LiteNumber.Float32 => BinaryPrimitives.ReadSingleLittleEndian(stored),
            LiteNumber.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(stored),
            LiteNumber.Int32 => BinaryPrimitives.ReadInt32LittleEndian(stored),
            LiteNumber.Int64 => BinaryPrimitives.ReadInt64LittleEndian(stored),
            LiteNumber.Int8 => (sbyte)stored[0],
            _ => stored[0],
        };
    }

    private void Dequantize(ReadOnlySpan<byte> contents, float[] values)
    {
        bool isPerChannel = scales.Length > 1;
        bool isFitting = !isPerChannel || ((uint)scaledDimension < (uint)Dimensions.Length && Dimensions[scaledDimension] == scales.Length);
        if (!isFitting || (zeroPoints.Length != scales.Length && zeroPoints.Length != 0))
        {
            throw file.Broken($"the tensor '{Name}' has {scales.Length:N0} scales and {zeroPoints.Length:N0} zero points, which fit none of its dimensions");
        }

        // How many neighbours share a channel.
        int run = 1;
        for (int dimension = scaledDimension + 1; isPerChannel && dimension < Dimensions.Length; dimension++)
        {
            run *= Dimensions[dimension];
        }

        for (int index = 0; index < values.Length; index++)
        {
            int channel = isPerChannel ? index / run % scales.Length : 0;
            long zeroPoint = zeroPoints.Length == 0 ? 0 : zeroPoints[channel];
            values[index] = (float)((Stored(contents, index) - zeroPoint) * scales[channel]);
        }
    }
}
