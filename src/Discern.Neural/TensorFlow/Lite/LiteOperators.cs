namespace Discern.Neural.TensorFlow.Lite;

/// <summary>TFLite's operators that are read here: their numbers in the schema, and where their options stand.</summary>
/// <remarks>The schema: tensorflow/compiler/mlir/lite/schema/schema.fbs, version 3.</remarks>
internal static class LiteOperators
{
    private const int Same = 0;
    private const int MostInputs = 1024;

    /// <summary>The layer of an operator.</summary>
    /// <param name="file">For sentences.</param>
    /// <param name="code">The operator's number.</param>
    /// <param name="table">The operator.</param>
    public static ModelLayer Read(FlatBuffer file, int code, FlatTable table)
    {
        int[] outputs = table.Int32s(2, MostInputs);
        var layer = new ModelLayer
        {
            Kind = KindOf(code),
            KindInFile = $"operator {code}",
            Inputs = table.Int32s(1, MostInputs),
            Output = outputs.Length > 0 ? outputs[0] : throw file.Broken($"an operator of number {code} gives nothing"),
        };
        return table.Table(4) is { } options ? WithOptions(file, layer, options) : layer;
    }

    private static LayerKind KindOf(int code) => code switch
    {
        0 => LayerKind.Add,
        1 => LayerKind.AveragePool,
        2 => LayerKind.Concat,
        3 => LayerKind.Convolution,
        4 => LayerKind.DepthwiseConvolution,
        6 or 114 => LayerKind.Identity, // DEQUANTIZE and QUANTIZE: all is computed in floats
        9 => LayerKind.Dense,
        14 => LayerKind.Sigmoid,
        17 => LayerKind.MaxPool,
        18 => LayerKind.Multiply,
        19 => LayerKind.Relu,
        21 => LayerKind.Relu6,
        22 or 43 => LayerKind.Reshape, // RESHAPE and SQUEEZE
        25 => LayerKind.Softmax,
        34 => LayerKind.Pad,
        40 => LayerKind.Mean,
        41 => LayerKind.Subtract,
        117 => LayerKind.HardSwish,
        _ => LayerKind.Unknown,
    };

    private static ModelLayer WithOptions(FlatBuffer file, ModelLayer layer, FlatTable options) => layer.Kind switch
    {
        LayerKind.Convolution => layer with
        {
            IsSame = options.Byte(0) == Same,
            Stride = (options.Int32(2), options.Int32(1)),
            Activation = ActivationOf(file, options.Byte(3)),
            Dilation = (options.Int32(5, 1), options.Int32(4, 1)),
        },
        LayerKind.DepthwiseConvolution => layer with
        {
            IsSame = options.Byte(0) == Same,
            Stride = (options.Int32(2), options.Int32(1)),
            Activation = ActivationOf(file, options.Byte(4)),
            Dilation = (options.Int32(6, 1), options.Int32(5, 1)),
        },
        LayerKind.AveragePool or LayerKind.MaxPool => layer with
        {
            IsSame = options.Byte(0) == Same,
            Stride = (options.Int32(2), options.Int32(1)),
            Window = (options.Int32(4), options.Int32(3)),
            Activation = ActivationOf(file, options.Byte(5)),
        },
        LayerKind.Add or LayerKind.Subtract or LayerKind.Multiply or LayerKind.Dense =>
            layer with { Activation = ActivationOf(file, options.Byte(0)) },
        LayerKind.Concat => layer with { Axis = options.Int32(0), Activation = ActivationOf(file, options.Byte(1)) },
        LayerKind.Mean => layer with { KeepsAxes = options.Boolean(0) },
        _ => layer,
    };

    private static LayerKind ActivationOf(FlatBuffer file, int number) => number switch
    {
        0 => LayerKind.Identity,
        1 => LayerKind.Relu,
        3 => LayerKind.Relu6,
        _ => throw file.Broken($"a layer ends in the activation number {number}; none, ReLU (1) and ReLU6 (3) are known"),
    };
}
