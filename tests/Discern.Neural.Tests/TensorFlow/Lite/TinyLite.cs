namespace Discern.Neural.Tests.TensorFlow.Lite;

/// <summary>Writes small TFLite files by the FlatBuffers format and TensorFlow's schema.</summary>
internal static class TinyLite
{
    private const int ConvolutionCode = 3;
    private const int MeanCode = 40;

    /// <summary>A picture of 4 × 4 with one channel, convolved with "same" padding, then averaged.</summary>
    public static byte[] Convolution(TinyTensor kernel, TinyTensor bias, byte activation = 0, int stride = 1)
    {
        TinyTensor[] tensors =
        [
            new([1, 4, 4, 1]),
            kernel,
            bias,
            new([1, 4, 4, 1]) { Name = "conv" },
            new([2], TinyTensor.Int32, Ints(1, 2)),
            new([1, 1]) { Name = "mean" },
        ];
        TinyTable settings = new TinyTable().Byte(0, 0).Int(1, stride).Int(2, stride).Byte(3, activation);
        return Model(tensors, [Operator(ConvolutionCode, [0, 1, 2], 3, settings), Operator(MeanCode, [3, 4], 5, new TinyTable().Byte(0, 0))]);
    }

    public static (int Code, TinyTable Table) Operator(int code, int[] inputs, int output, TinyTable options) =>
        (code, new TinyTable().Ints(1, inputs).Ints(2, output).Table(4, options));

    /// <summary>A file whose input is the first tensor and whose output is the last.</summary>
    public static byte[] Model(TinyTensor[] tensors, (int Code, TinyTable Table)[] operators)
    {
        TinyTable graph = new TinyTable()
            .Tables(0, [.. tensors.Select((tensor, index) => tensor.ToTable(index + 1))])
            .Ints(1, 0)
            .Ints(2, tensors.Length - 1)
            .Tables(3, [.. operators.Select((each, index) => each.Table.Int(0, index))]);
        TinyTable model = new TinyTable()
            .Int(0, 3)
            .Tables(1, [.. operators.Select(each => new TinyTable().Byte(0, (byte)each.Code).Int(3, each.Code))])
            .Tables(2, graph)
            .Tables(4, [new TinyTable(), .. tensors.Select(tensor => tensor.Contents is null ? new TinyTable() : new TinyTable().Bytes(0, tensor.Contents))]);
        List<byte> bytes = [0, 0, 0, 0, .. "TFL3"u8];
        byte[] root = BitConverter.GetBytes(model.Write(bytes));
        return [.. root, .. bytes[4..]];
    }

    public static byte[] Ints(params int[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Halves(params float[] values) => [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))];
}
