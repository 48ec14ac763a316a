using Discern.Neural.Onnx.Messages;

namespace Discern.Neural.Onnx.Reading;

/// <summary>Computes what depends on no picture: constants and the small sub-graphs that exporters make of shapes.</summary>
internal static class Folding
{
    // What a sub-graph may make out of little; weights that are there already may be larger.
    private const long MostValues = 1 << 20;

    /// <summary>Sets the node's output where it is a constant that can be found now.</summary>
    public static bool TryFold(NodeImport node)
    {
        Constant? folded = node.OpType switch
        {
            "Constant" => ConstantOf(node),
            "Shape" => ShapeOf(node),
            _ when node.InputCount == 0 || !node.IsAllConstant => null,
            "Identity" or "Dropout" => node.Constant(0),
            "ConstantOfShape" => Filled(node),
            "Cast" => Cast(node),
            "Reshape" => node.Constant(0).Reshape(Dimensions.Reshape(node, node.Constant(0).Dims, Dimensions.Whole(node, node.Constant(1)))),
            "Flatten" => node.Constant(0).Reshape(Dimensions.Flatten(node, node.Constant(0).Dims)),
            "Squeeze" => node.Constant(0).Reshape(Dimensions.Squeeze(node, node.Constant(0).Dims)),
            "Unsqueeze" => node.Constant(0).Reshape(Dimensions.Unsqueeze(node, node.Constant(0).Dims)),
            "Transpose" => Transpose(node.Constant(0), Dimensions.Permutation(node, node.Constant(0).Dims.Length)),
            "Gather" => Gather(node),
            "Slice" => Slice(node),
            "Concat" => Concat(node),
            "Add" => Combine(node, (left, right) => left + right, (left, right) => left + right),
            "Sub" => Combine(node, (left, right) => left - right, (left, right) => left - right),
            "Mul" => Combine(node, (left, right) => left * right, (left, right) => left * right),
            "Div" => Combine(node, (left, right) => left / right, (left, right) => right == 0 ? throw node.Refuse("it divides by 0") : left / right),
            "Sqrt" => Map(node, MathF.Sqrt),
            "Neg" => node.Constant(0) is { IsInteger: true } whole ? new Constant(whole.Dims, Array.ConvertAll(whole.Integers, value => -value), whole.Type) : Map(node, value => -value),
            "Floor" => Map(node, MathF.Floor),
            "Ceil" => Map(node, MathF.Ceiling),
            "QuantizeLinear" => Quantization.Quantize(node),
            "DequantizeLinear" => Quantization.Dequantize(node),
            _ => null,
        };
        if (folded is not null)
        {
            node.Set(folded);
        }

        return folded is not null;
    }

    /// <summary>Where each value of the output comes from in an input that may have dimensions of 1, or fewer of them.</summary>
    private static IEnumerable<int> Broadcast(int[] from, int[] to)
    {
        int count = to.Aggregate(1, (product, dim) => product * dim);
        for (int index = 0; index < count; index++)
        {
            int place = 0;
            int stride = 1;
            int rest = index;
            for (int axis = to.Length - 1; axis >= 0; axis--)
            {
                int own = axis - (to.Length - from.Length);
                int at = rest % to[axis];
                rest /= to[axis];
                if (own >= 0)
                {
                    place += from[own] == 1 ? 0 : at * stride;
                    stride *= from[own];
                }
            }

            yield return place;
        }
    }

    private static Constant ConstantOf(NodeImport node) =>
        node.Tensor("value")
        ?? (node.Numbers("value_floats") is { } numbers ? new Constant([numbers.Length], numbers)
            : node.Integers("value_ints") is { } whole ? new Constant([whole.Length], Array.ConvertAll(whole, value => (long)value))
            : node.HasAttribute("value_float") ? new Constant([], [node.Number("value_float", 0)])
            : node.HasAttribute("value_int") ? new Constant([], [node.Integer("value_int", 0)])
            : throw node.Refuse("it holds no numbers"));

    private static Constant ShapeOf(NodeImport node)
    {
        int[] dims = node.IsConstant(0) ? node.Constant(0).Dims : node.Input(0).Dims;
        int start = Bound(node.Integer("start", 0), dims.Length);
        int end = Bound(node.Integer("end", dims.Length), dims.Length);
        long[] part = [.. dims[start..Math.Max(end, start)].Select(dim => (long)dim)];
        return new Constant([part.Length], part);
    }

    private static int Bound(long place, int rank) => (int)Math.Clamp(place < 0 ? place + rank : place, 0, rank);

    private static Constant Filled(NodeImport node)
    {
        int[] dims = Dimensions.Whole(node, node.Constant(0));
        int count = Limited(node, dims);
        Constant? value = node.Tensor("value");
        if (value is { Count: not 1 })
        {
            throw node.Refuse("its value is not one number");
        }

        return value is { IsInteger: true }
            ? new Constant(dims, [.. Enumerable.Repeat(value.Integers[0], count)], value.Type)
            : new Constant(dims, [.. Enumerable.Repeat(value?.Floats[0] ?? 0f, count)]);
    }

    private static int Limited(NodeImport node, int[] dims)
    {
        long count = 1;
        foreach (int dim in dims)
        {
            count *= dim;
            if (dim < 0 || count > MostValues)
            {
                throw node.Refuse($"it makes a constant of {Value.Text(dims)} numbers, more than a shape needs");
            }
        }

        return (int)count;
    }

    private static Constant Cast(NodeImport node)
    {
        Constant input = node.Constant(0);
        var type = (TensorProto.Types.DataType)node.Integer("to", 1);
        bool isFloat = type is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16
            or TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Bfloat16;
        return isFloat ? new Constant(input.Dims, input.Floats) : new Constant(input.Dims, input.Integers, type);
    }

    private static Constant Transpose(Constant input, int[] permutation)
    {
        int rank = input.Dims.Length;
        int[] dims = [.. permutation.Select(axis => input.Dims[axis])];
        int[] strides = Strides(input.Dims);
        return input.Pick(dims, Places(dims, [.. Enumerable.Range(0, rank).Select(axis => strides[permutation[axis]])], 0));
    }

    private static int[] Strides(int[] dims)
    {
        int[] strides = new int[dims.Length];
        int stride = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }

        return strides;
    }

    private static IEnumerable<int> Places(int[] dims, int[] strides, int first)
    {
        int count = dims.Aggregate(1, (product, dim) => product * dim);
        for (int index = 0; index < count; index++)
        {
            int place = first;
            int rest = index;
            for (int axis = dims.Length - 1; axis >= 0; axis--)
            {
                place += rest % dims[axis] * strides[axis];
                rest /= dims[axis];
            }

            yield return place;
        }
    }

    private static Constant Gather(NodeImport node)
    {
        Constant input = node.Constant(0);
        Constant indices = node.Constant(1);
        int axis = node.Axis(node.Integer("axis", 0), input.Dims.Length);
        int size = input.Dims[axis];
        int[] dims = [.. input.Dims[..axis], .. indices.Dims, .. input.Dims[(axis + 1)..]];
        Limited(node, dims);
        int inner = input.Dims[(axis + 1)..].Aggregate(1, (product, dim) => product * dim);
        int outer = input.Dims[..axis].Aggregate(1, (product, dim) => product * dim);
        int[] chosen = [.. indices.Integers.Select(index => node.Axis(index, size))];
        return input.Pick(
            dims,
            from block in Enumerable.Range(0, outer)
            from index in chosen
            from within in Enumerable.Range(0, inner)
            select (((block * size) + index) * inner) + within);
    }

    private static Constant Slice(NodeImport node)
    {
        Constant input = node.Constant(0);
        int[] dims = [.. input.Dims];
        int[] strides = Strides(input.Dims);
        int first = 0;
        foreach ((int axis, int start, int count, int step) in Dimensions.Slices(node, input.Dims))
        {
            first += start * strides[axis];
            strides[axis] *= step;
            dims[axis] = count;
        }

        return input.Pick(dims, Places(dims, strides, first));
    }

    private static Constant Concat(NodeImport node)
    {
        Constant[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Constant)];
        int rank = parts[0].Dims.Length;
        int axis = node.Axis(node.Integer("axis", 0), rank);
        if (axis != 0 || parts.Any(part => part.Dims.Length != rank || !part.Dims.Skip(1).SequenceEqual(parts[0].Dims.Skip(1))))
        {
            throw node.Refuse("it joins constants that are not alike, or not along their first dimension");
        }

        int[] dims = [parts.Sum(part => part.Dims[0]), .. parts[0].Dims[1..]];
        Limited(node, dims);
        return parts.All(part => part.IsInteger)
            ? new Constant(dims, [.. parts.SelectMany(part => part.Integers)])
            : new Constant(dims, [.. parts.SelectMany(part => part.Floats)]);
    }

    private static Constant Map(NodeImport node, Converter<float, float> function) =>
        new(node.Constant(0).Dims, Array.ConvertAll(node.Constant(0).Floats, function));

    private static Constant Combine(NodeImport node, Func<float, float, float> floats, Func<long, long, long> integers)
    {
        Constant left = node.Constant(0);
        Constant right = node.Constant(1);
        int[] dims = Dimensions.Broadcast(node, left.Dims, right.Dims);
        if (!dims.SequenceEqual(left.Dims))
        {
            Limited(node, dims);
        }

        IEnumerable<(int Left, int Right)> places = Broadcast(left.Dims, dims).Zip(Broadcast(right.Dims, dims));
        if (left.IsInteger && right.IsInteger)
        {
            long[] from = left.Integers;
            long[] with = right.Integers;
            return new Constant(dims, [.. places.Select(place => integers(from[place.Left], with[place.Right]))], left.Type);
        }

        float[] first = left.Floats;
        float[] second = right.Floats;
        return new Constant(dims, [.. places.Select(place => floats(first[place.Left], second[place.Right]))]);
    }
}
