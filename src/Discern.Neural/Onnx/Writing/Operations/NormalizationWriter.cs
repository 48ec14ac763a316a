using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Onnx.Writing.Operations;

/// <summary>Normalisations and fixed numbers per channel.</summary>
internal sealed class NormalizationWriter : OperationWriter
{
    public override IReadOnlyList<Type> Operations => [typeof(BatchNormalization), typeof(ResponseNormalization), typeof(Rescaling)];

    public override void Write(NodeExport node)
    {
        switch (node.Operation)
        {
            case BatchNormalization normalization:
                int[] parameters = [0, 1, 2, 3];
                string[] numbers = [.. parameters.Select(parameter => node.Parameter(parameter, node.Numbers(parameter), node.Numbers(parameter).Length))];
                node.Finish(
                    "BatchNormalization",
                    [node.Input(0), .. numbers],
                    Attributes.Number("epsilon", normalization.Epsilon),
                    Attributes.Number("momentum", normalization.Momentum));
                break;
            case ResponseNormalization { Factors: var factors }:
                node.Finish(
                    "LRN",
                    [node.Input(0)],
                    Attributes.Integer("size", factors.Size),
                    Attributes.Number("alpha", factors.Alpha),
                    Attributes.Number("beta", factors.Beta),
                    Attributes.Number("bias", factors.Bias));
                break;
            default:
                node.Finish("Add", [node.Before("Mul", [node.Input(0), node.PerChannel(0)]), node.PerChannel(1)]);
                break;
        }
    }
}
