using Discern.Neural.Graphs;

namespace Discern.Neural.Onnx.Reading.Nodes;

/// <summary>Dense layers: products of vectors and constant matrices.</summary>
/// <remarks>Where the vector is a flattened picture, the weights' rows are put into the order in which the graph stores it.</remarks>
internal sealed class DenseReader : NodeReader
{
    public override IReadOnlyList<string> OpTypes => ["Gemm", "MatMul"];

    public override void Read(NodeImport node)
    {
        Value input = node.Input(0);
        Constant weights = node.Constant(1);
        bool isGemm = string.Equals(node.OpType, "Gemm", StringComparison.Ordinal);
        bool isTransposed = isGemm && node.Integer("transB", 0) != 0;
        bool isVector = input.Dims.Skip(1).Take(Math.Max(input.Rank - 2, 0)).All(dim => dim == 1);
        if (weights.Dims is not [var rows, var columns] || !isVector || (isGemm && node.Integer("transA", 0) != 0))
        {
            throw node.Refuse($"it multiplies {Value.Text(input.Dims)} with {Value.Text(weights.Dims)}; vectors and one matrix are read");
        }

        (int features, int units) = isTransposed ? (columns, rows) : (rows, columns);
        if (features != input.CountPerExample)
        {
            throw node.Refuse($"it takes {features} values and is given {input.CountPerExample}");
        }

        (Node vectors, int[]? order) = Vectors(input);
        Constant? bias = isGemm ? node.OptionalConstant(2) : null;
        Node output = vectors.Dense(units, hasBias: bias is not null);
        float alpha = isGemm ? node.Number("alpha", 1) : 1;
        float[] source = weights.Floats;
        float[] kernel = new float[source.Length];
        for (int row = 0; row < features; row++)
        {
            int from = order is null ? row : order[row];
            for (int unit = 0; unit < units; unit++)
            {
                kernel[(row * units) + unit] = alpha * (isTransposed ? source[(unit * features) + from] : source[(from * units) + unit]);
            }
        }

        node.Load(output, 0, kernel);
        if (bias is not null)
        {
            node.Load(output, 1, Bias(node, bias, units));
        }

        node.Set(Value.Plain(output, [.. input.Dims[..^1], units]).Reshape([.. input.Dims[..^1], units]));
    }

    /// <summary>The vectors as they are stored, and for each of their values its place in the file's order; null: the same.</summary>
    private static (Node Vectors, int[]? Order) Vectors(Value input)
    {
        int[] dims = input.Stored;
        int[] order = input.Order;
        int[] wide = [.. order.Where(axis => axis > 0 && dims[axis] > 1)];
        if (wide.SequenceEqual(wide.Order()))
        {
            return (input.AsVector(), null);
        }

        int[] strides = new int[dims.Length];
        int stride = 1;
        for (int axis = dims.Length - 1; axis > 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }

        IEnumerable<int> places = [0];
        foreach (int axis in order.Skip(1))
        {
            places = places.SelectMany(place => Enumerable.Range(0, dims[axis]).Select(index => place + (index * strides[axis])));
        }

        return (input.Node.Flatten(), [.. places]);
    }

    private static float[] Bias(NodeImport node, Constant bias, int units)
    {
        float beta = node.Number("beta", 1);
        float[] values = bias.Floats;
        return values.Length == units ? Array.ConvertAll(values, value => beta * value)
            : values.Length == 1 ? [.. Enumerable.Repeat(beta * values[0], units)]
            : throw node.Refuse($"it has {values.Length} biases for {units} units");
    }
}
