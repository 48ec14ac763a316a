namespace Discern.Neural.TensorFlow.Web;

/// <summary>The operations of graph models that are read here.</summary>
internal static class WebOperations
{
    /// <summary>The layer of an operation whose inputs are known by number.</summary>
    public static ModelLayer Read(WebNode node, int[] inputs, int output)
    {
        LayerKind? activation = ActivationOf(node);
        string format = node.Attribute("data_format").Text;
        string padding = node.Attribute("padding").Text;
        bool isKnown = activation is not null && format is "" or "NHWC" && padding is "" or "SAME" or "VALID";
        return new ModelLayer
        {
            Kind = isKnown ? KindOf(node) : LayerKind.Unknown,
            KindInFile = string.Join(" + ", [node.Op, .. node.Attribute("fused_ops").Texts]),
            Inputs = inputs,
            Output = output,
            Activation = activation ?? LayerKind.Identity,
            Stride = node.Attribute("strides").RowsAndColumns,
            Dilation = node.Attribute("dilations").RowsAndColumns,
            Window = node.Attribute("ksize").RowsAndColumns,
            IsSame = padding is "SAME",
            KeepsAxes = node.Attribute("keep_dims").B ?? false,
        };
    }

    private static LayerKind KindOf(WebNode node) => node.Op switch
    {
        "Identity" => LayerKind.Identity,
        "_FusedConv2D" or "Conv2D" => LayerKind.Convolution,
        "FusedDepthwiseConv2dNative" or "DepthwiseConv2dNative" => LayerKind.DepthwiseConvolution,
        "_FusedMatMul" or "MatMul" when !IsTransposed(node) => LayerKind.Dense,
        "Add" or "AddV2" or "BiasAdd" => LayerKind.Add,
        "Sub" => LayerKind.Subtract,
        "Mul" => LayerKind.Multiply,
        "Minimum" => LayerKind.Minimum,
        "Maximum" => LayerKind.Maximum,
        "AvgPool" => LayerKind.AveragePool,
        "MaxPool" => LayerKind.MaxPool,
        "Mean" => LayerKind.Mean,
        "Squeeze" or "Reshape" => LayerKind.Reshape,
        "Pad" => LayerKind.Pad,
        "ConcatV2" => LayerKind.Concat,
        "Relu" => LayerKind.Relu,
        "Relu6" => LayerKind.Relu6,
        "Sigmoid" => LayerKind.Sigmoid,
        "Softmax" => LayerKind.Softmax,
        _ => LayerKind.Unknown,
    };

    private static bool IsTransposed(WebNode node) =>
        (node.Attribute("transpose_a").B ?? false) || (node.Attribute("transpose_b").B ?? false);

    /// <summary>What is joined to an operation behind its bias; null where it is not known.</summary>
    private static LayerKind? ActivationOf(WebNode node) => node.Attribute("fused_ops").Texts switch
    {
        [] or ["BiasAdd"] => LayerKind.Identity,
        ["BiasAdd", "Relu"] => LayerKind.Relu,
        ["BiasAdd", "Relu6"] => LayerKind.Relu6,
        _ => null,
    };
}
