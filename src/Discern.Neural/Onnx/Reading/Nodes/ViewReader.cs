namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>What changes dimensions alone.</summary>
internal sealed class ViewReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0);
        if (string.Equals(node.OpType, "Transpose", StringComparison.Ordinal))
        {
            int[] permutation = Dimensions.Permutation(node, input.Rank);
            node.Set(permutation[0] == 0 ? input.Transpose(permutation) : throw node.Refuse("it moves the batch, which must stay the first dimension"));
            return;
        }

        int[] dims = node.OpType switch
        {
            "Reshape" => Dimensions.Reshape(node, input.Dims, Dimensions.Whole(node, node.Constant(1))),
            "Flatten" => Dimensions.Flatten(node, input.Dims),
            "Squeeze" => Dimensions.Squeeze(node, input.Dims),
            _ => Dimensions.Unsqueeze(node, input.Dims),
        };
        bool keepsBatch = dims.Length > 0 && dims[0] == input.Dims[0];
        node.Set(keepsBatch ? input.Reshape(dims) : throw node.Refuse($"it makes {Value.Text(dims)} of {Value.Text(input.Dims)}, which mixes the examples of a batch"));
    }
}
