using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx.Writing.Operations;

/// <summary>Functions of single values.</summary>
internal sealed class ActivationWriter : OperationWriter
{
    public override IReadOnlyList<Type> Operations =>
        [typeof(Relu), typeof(Relu6), typeof(Clip), typeof(Sigmoid), typeof(HardSigmoid), typeof(HardSwish), typeof(Swish), typeof(SquareRoot), typeof(PRelu), typeof(Softmax), typeof(Dropout)];

    public override void Write(NodeExport node)
    {
        string input = node.Input(0);
        switch (node.Operation)
        {
            case Relu6:
                node.Finish("Clip", [input, node.Constant("min", 0f), node.Constant("max", 6f)]);
                break;
            case Clip clip:
                node.Finish("Clip", [input, node.Constant("min", clip.Lower), node.Constant("max", clip.Upper)]);
                break;
            case HardSigmoid hard:
                node.Finish("HardSigmoid", [input], Attributes.Number("alpha", hard.Slope), Attributes.Number("beta", hard.Offset));
                break;
            case Swish:
                node.Finish("Mul", [input, node.Before("Sigmoid", [input])]);
                break;
            case SquareRoot:
                node.Finish("Sqrt", [node.Before("Relu", [input])]);
                break;
            case PRelu:
                node.Finish("PRelu", [input, node.PerChannel(0)]);
                break;
            case Dropout dropout:
                node.Finish("Dropout", [input, node.Constant("ratio", dropout.Rate)]);
                break;
            case Softmax:
                node.Finish("Softmax", [input], Attributes.Integer("axis", 1));
                break;
            default:
                // Relu, Sigmoid and HardSwish have no settings and ONNX's names.
                node.Finish(node.Operation.GetType().Name, [input]);
                break;
        }
    }
}
