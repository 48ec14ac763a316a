using Discern.Compute.Pooling;
using Discern.Neural.Graphs.Operations;
using Discern.Neural.Onnx.Messages;

namespace Discern.Neural.Onnx.Writing.Operations;

/// <summary>Poolings, of which those over whole pictures give vectors, and their opposite.</summary>
internal sealed class PoolingWriter : OperationWriter
{
    public override IReadOnlyList<Type> Operations =>
        [typeof(MaxPool), typeof(AveragePool), typeof(GlobalAveragePool), typeof(GlobalMaxPool), typeof(Upsample)];

    public override void Write(NodeExport node)
    {
        switch (node.Operation)
        {
            case MaxPool pool:
                node.Finish("MaxPool", [node.Input(0)], Settings(pool.Geometry(node.InputShape(0))));
                break;
            case AveragePool pool:
                node.Finish("AveragePool", [node.Input(0)], [.. Settings(pool.Geometry(node.InputShape(0))), Attributes.Integer("count_include_pad", 0)]);
                break;
            case Upsample { Factor: var factor }:
                node.Finish(
                    "Resize",
                    [node.Input(0), "", node.Numbers("scales", 1, 1, factor, factor)],
                    Attributes.Text("mode", "nearest"),
                    Attributes.Text("coordinate_transformation_mode", "asymmetric"),
                    Attributes.Text("nearest_mode", "floor"));
                break;
            default:
                // GlobalAveragePool and GlobalMaxPool have ONNX's names and give N × C × 1 × 1 there.
                node.Finish("Flatten", [node.Before(node.Operation.GetType().Name, [node.Input(0)])]);
                break;
        }
    }

    private static AttributeProto[] Settings(PoolingShape shape) =>
    [
        Attributes.Integers("kernel_shape", shape.WindowHeight, shape.WindowWidth),
        Attributes.Integers("strides", shape.Stride, shape.Stride),
        Attributes.Integers("pads", shape.Padding.Top, shape.Padding.Left, shape.Padding.Bottom, shape.Padding.Right),
    ];
}
