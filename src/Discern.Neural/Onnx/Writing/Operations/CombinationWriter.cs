using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx.Writing.Operations;

/// <summary>Several layers to one: sums, products, channels side by side.</summary>
internal sealed class CombinationWriter : OperationWriter
{
    public override IReadOnlyList<Type> Operations => [typeof(Add), typeof(Multiply), typeof(Concat)];

    public override void Write(NodeExport node)
    {
        switch (node.Operation)
        {
            case Add:
                node.Finish("Add", [node.Input(0), node.Input(1)]);
                break;
            case Multiply:
                node.Finish("Mul", [node.Input(0), Gate(node)]);
                break;
            default:
                node.Finish("Concat", Enumerable.Range(0, node.InputCount).Select(node.Input), Attributes.Integer("axis", node.ChannelAxis));
                break;
        }
    }

    /// <summary>The second factor, with dimensions of 1 where it is one number per channel.</summary>
    private static string Gate(NodeExport node) => (node.Shape.Rank, node.InputShape(1).Rank) switch
    {
        (4, 2) => node.Before("Unsqueeze", [node.Input(1), node.Constant("axes", 2L, 3L)]),
        (3, 2) => node.Before("Unsqueeze", [node.Input(1), node.Constant("axes", 1L)]),
        (3, 4) => node.Before("Reshape", [node.Input(1), node.Constant("gate", 0L, 1L, node.Shape.Channels)]),
        (2, 4) => node.Before("Flatten", [node.Input(1)]),
        _ => node.Input(1),
    };
}
