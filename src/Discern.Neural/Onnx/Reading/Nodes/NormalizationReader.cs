using Discern.Compute.Normalization;
using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Normalisations: of each channel by its running averages, or by the channels around it.</summary>
internal sealed class NormalizationReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["BatchNormalization", "LRN"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0).Settle();
        if (input.Rank < 2)
        {
            throw node.Refuse("its input has no channels");
        }

        (Node last, int[] order) = input.WithLast(1);
        Value arranged = Value.Ordered(last, input.Dims, order);
        node.Set(arranged.With(string.Equals(node.OpType, "LRN", StringComparison.Ordinal) ? Local(node, last) : Batch(node, last)));
    }

    private static Node Batch(NodeImport node, Node input)
    {
        if (node.Integer("training_mode", 0) != 0)
        {
            throw node.Refuse("it is exported for training; export the model for inference");
        }

        float epsilon = node.Number("epsilon", 1e-5f);
        float momentum = node.Number("momentum", 0.9f);
        Node output = input.BatchNormalization(new BatchNormalizationOptions { Epsilon = epsilon, Momentum = momentum });
        for (int parameter = 0; parameter < output.Parameters.Count; parameter++)
        {
            node.Load(output, parameter, node.Constant(parameter + 1).Floats);
        }

        return output;
    }

    private static Node Local(NodeImport node, Node input) => input.ResponseNormalization(new ResponseFactors(
        node.Whole(node.Integer("size", 0)), node.Number("alpha", 1e-4f), node.Number("beta", 0.75f), node.Number("bias", 1)));
}
