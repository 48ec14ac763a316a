using System.Buffers.Binary;

namespace Discern.Neural.TensorFlow.Web;

/// <summary>A weight of a graph model and where its bytes lie.</summary>
/// <param name="Weight">How it is stored.</param>
/// <param name="Bytes">Its bytes, exactly as many as its dimensions ask for.</param>
internal sealed record WebTensor(WebWeight Weight, ReadOnlyMemory<byte> Bytes)
{
    private const int MostDimensions = 8;

    /// <summary>How many bytes a weight takes, or a sentence why it cannot be known.</summary>
    public static long Measure(ModelFile file, WebWeight weight)
    {
        IReadOnlyList<int> shape = weight.Shape ?? [];
        long count = shape.Count > MostDimensions ? -1 : 1;
        foreach (int dimension in shape)
        {
            count = dimension < 0 || count < 0 ? -1 : count * dimension;
            if (count is < 0 or > ModelFile.LargestTensor)
            {
                throw file.Refusal($"its weight '{weight.Name}' declares {string.Join(" × ", shape)} numbers");
            }
        }

        return count * (SizeOf(weight.StoredAs) ?? throw file.Refusal(
            $"its weight '{weight.Name}' holds numbers of kind '{weight.StoredAs}'; float32, int32, float16, uint16, uint8 and bool are known"));
    }

    /// <summary>The numbers as floats, computed in double precision as TensorFlow.js does.</summary>
    public ModelConstant Read()
    {
        int size = SizeOf(Weight.StoredAs)!.Value;
        bool isScaled = Weight.Quantization is not null && Weight.StoredAs is "uint8" or "uint16";
        (double scale, double min) = isScaled ? (Weight.Quantization!.Scale, Weight.Quantization.Min) : (1, 0);
        var values = new float[Bytes.Length / size];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (float)((Stored(Bytes.Span.Slice(index * size, size)) * scale) + min);
        }

        return new ModelConstant([.. Weight.Shape ?? []], values);
    }

    private static int? SizeOf(string kind) => kind switch
    {
        "float32" or "int32" => 4,
        "float16" or "uint16" => 2,
        "uint8" or "bool" => 1,
        _ => null,
    };

    private double Stored(ReadOnlySpan<byte> stored) => Weight.StoredAs switch
    {
        "float32" => BinaryPrimitives.ReadSingleLittleEndian(stored),
        "int32" => BinaryPrimitives.ReadInt32LittleEndian(stored),
        "float16" => (double)BinaryPrimitives.ReadHalfLittleEndian(stored),
        "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(stored),
        _ => stored[0],
    };
}
