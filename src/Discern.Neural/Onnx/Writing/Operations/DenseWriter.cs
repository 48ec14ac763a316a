using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx.Writing.Operations;

/// <summary>Dense layers; the kernel is [in][out] in both.</summary>
internal sealed class DenseWriter : OperationWriter
{
    public override IReadOnlyList<Type> Operations => [typeof(Dense)];

    public override void Write(NodeExport node)
    {
        string kernel = node.Parameter(0, node.Numbers(0), node.ParameterShape(0)[0], node.ParameterShape(0)[1]);
        string[] inputs = node.HasParameter(1)
            ? [node.Input(0), kernel, node.Parameter(1, node.Numbers(1), node.Numbers(1).Length)]
            : [node.Input(0), kernel];
        node.Finish("Gemm", inputs);
    }
}
