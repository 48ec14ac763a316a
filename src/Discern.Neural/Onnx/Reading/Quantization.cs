using DataType = Discern.Neural.Onnx.Messages.TensorProto.Types.DataType;

namespace Discern.Neural.Onnx.Reading;

/// <summary>Whole numbers with a scale and a zero point: real = (whole − zero point) · scale, for all values or along one dimension.</summary>
internal static class Quantization
{
    public static Constant Dequantize(NodeImport node)
    {
        Constant input = node.Constant(0);
        long[] whole = input.Integers;
        Scales scales = Read(node, input.Dims);
        float[] real = new float[whole.Length];
        for (int index = 0; index < real.Length; index++)
        {
            int part = scales.PartOf(index);
            real[index] = (whole[index] - scales.Zeros[part]) * scales.Factors[part];
        }

        return new Constant(input.Dims, real);
    }

    public static Constant Quantize(NodeImport node)
    {
        Constant input = node.Constant(0);
        float[] real = input.Floats;
        Scales scales = Read(node, input.Dims);
        long[] whole = new long[real.Length];
        for (int index = 0; index < whole.Length; index++)
        {
            int part = scales.PartOf(index);
            double rounded = Math.Round(real[index] / scales.Factors[part], MidpointRounding.ToEven) + scales.Zeros[part];
            whole[index] = (long)Math.Clamp(rounded, scales.Least, scales.Most);
        }

        return new Constant(input.Dims, whole, scales.Type);
    }

    /// <summary>The real numbers that one scale for all values can say.</summary>
    public static (float Lower, float Upper) Range(NodeImport node)
    {
        Scales scales = Read(node, []);
        float scale = scales.Factors[0];
        return ((scales.Least - scales.Zeros[0]) * scale, (scales.Most - scales.Zeros[0]) * scale);
    }

    private static Scales Read(NodeImport node, int[] dims)
    {
        float[] factors = node.Constant(1).Floats;
        Constant? zero = node.OptionalConstant(2);
        DataType type = zero?.Type ?? DataType.Uint8;
        (long least, long most) = type switch
        {
            DataType.Uint8 => (0L, 255L),
            DataType.Int8 => (-128, 127),
            DataType.Uint16 => (0, 65535),
            DataType.Int16 => (-32768, 32767),
            DataType.Int32 => (int.MinValue, int.MaxValue),
            _ => throw node.Refuse($"its zero point is of type {type}, where whole numbers of 8 or 16 bits are read"),
        };
        long[] zeros = zero?.Integers ?? new long[factors.Length];
        bool isPerAxis = factors.Length > 1;
        int axis = isPerAxis && dims.Length > 0 ? node.Axis(node.Integer("axis", 1), dims.Length) : 0;
        int parts = isPerAxis && dims.Length > 0 ? dims[axis] : 1;
        if (factors.Length != parts || zeros.Length != parts || node.Integer("block_size", 0) != 0)
        {
            throw node.Refuse($"it has {factors.Length} scales and {zeros.Length} zero points for {parts} parts");
        }

        int inner = isPerAxis ? dims[(axis + 1)..].Aggregate(1, (product, dim) => product * dim) : 1;
        return new Scales(factors, zeros, inner, type, least, most);
    }

    private sealed record Scales(float[] Factors, long[] Zeros, int Inner, DataType Type, long Least, long Most)
    {
        public int PartOf(int index) => Factors.Length == 1 ? 0 : index / Inner % Factors.Length;
    }
}
