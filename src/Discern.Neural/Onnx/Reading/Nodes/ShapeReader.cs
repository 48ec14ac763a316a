namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>What is known without any picture: <see cref="Folding"/> has done it, unless an input depends on pictures.</summary>
internal sealed class ShapeReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Constant", "Shape", "ConstantOfShape", "Neg", "Floor", "Ceil"];

    public override void Read(NodeImport node) => throw node.Refuse("it depends on the pictures, where Discern reads constants");
}
