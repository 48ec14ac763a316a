using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Softmax over all values of an example.</summary>
internal sealed class SoftmaxReader : NodeReader
{
    private const int FirstOfOneAxis = 13;

    public override IReadOnlyList<string> OpTypes => ["Softmax"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0);
        int axis = node.Axis(node.Integer("axis", node.Opset < FirstOfOneAxis ? 1 : -1), input.Rank);

        // Up to opset 12 all dimensions from the axis on are one.
        long values = node.Opset < FirstOfOneAxis ? Dimensions.Product(input.Dims.Skip(axis)) : input.Dims[axis];
        if (axis == 0 || values != input.CountPerExample)
        {
            throw node.Refuse($"it is over dimension {axis} of {Value.Text(input.Dims)}; softmax over all values of an example is read. Cut the model before it");
        }

        Node output = input.AsVector().Softmax();
        node.Set(Value.Plain(output, node.Batch, output.Shape.Channels).Reshape(input.Dims));
    }
}
