namespace Discern.Neural.Onnx.Reading;

/// <summary>What operations on shapes do to dimensions, alike for constants and for values.</summary>
internal static class Dimensions
{
    private const int MostDimensions = 8;

    /// <summary>A constant as dimensions, indices or sizes.</summary>
    public static int[] Whole(NodeImport node, Constant constant) => Array.ConvertAll(constant.Integers, node.Whole);

    public static int[] Reshape(NodeImport node, int[] dims, int[] target)
    {
        bool zeroIsZero = node.Integer("allowzero", 0) != 0;
        int[] result = [.. target.Select((dim, axis) => dim != 0 || zeroIsZero ? dim : axis < dims.Length ? dims[axis] : 0)];
        long count = Product(dims);
        long known = Product(result.Where(dim => dim != -1));
        int open = Array.IndexOf(result, -1);
        if (open >= 0 && known > 0 && count % known == 0)
        {
            result[open] = (int)(count / known);
        }

        return result.Length <= MostDimensions && result.All(dim => dim >= 0) && Product(result) == count
            ? result
            : throw node.Refuse($"{Value.Text(dims)} values cannot be seen as {Value.Text(target.Take(MostDimensions + 1))}");
    }

    public static int[] Flatten(NodeImport node, int[] dims)
    {
        long given = node.Integer("axis", 1);
        int axis = given == dims.Length ? dims.Length : node.Axis(given, dims.Length);
        return [checked((int)Product(dims.Take(axis))), checked((int)Product(dims.Skip(axis)))];
    }

    public static int[] Squeeze(NodeImport node, int[] dims)
    {
        int[]? listed = node.List("axes", 1);
        int[] axes = listed is null
            ? [.. Enumerable.Range(0, dims.Length).Where(axis => dims[axis] == 1)]
            : [.. listed.Select(axis => node.Axis(axis, dims.Length))];
        return axes.All(axis => dims[axis] == 1)
            ? [.. dims.Where((_, axis) => !axes.Contains(axis))]
            : throw node.Refuse($"it takes away dimensions of {Value.Text(dims)} that are not 1");
    }

    public static int[] Unsqueeze(NodeImport node, int[] dims)
    {
        int[] axes = node.List("axes", 1) ?? throw node.Refuse("it names no dimensions");
        int rank = dims.Length + axes.Length;
        if (rank > MostDimensions)
        {
            throw node.Refuse($"it makes {rank} dimensions");
        }

        HashSet<int> added = [.. axes.Select(axis => node.Axis(axis, rank))];
        var rest = new Queue<int>(dims);
        return added.Count == axes.Length
            ? [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : rest.Dequeue())]
            : throw node.Refuse("it names a dimension twice");
    }

    public static int[] Permutation(NodeImport node, int rank)
    {
        int[] permutation = node.Integers("perm") ?? [.. Enumerable.Range(0, rank).Reverse()];
        return permutation.Order().SequenceEqual(Enumerable.Range(0, rank))
            ? permutation
            : throw node.Refuse($"({string.Join(", ", permutation)}) is not an order of {rank} dimensions");
    }

    public static int[] Broadcast(NodeImport node, int[] left, int[] right)
    {
        int rank = Math.Max(left.Length, right.Length);
        int[] result = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            int first = Aligned(left, axis, rank);
            int second = Aligned(right, axis, rank);
            result[axis] = first == second || second == 1 ? first
                : first == 1 ? second
                : throw node.Refuse($"{Value.Text(left)} and {Value.Text(right)} do not fit each other");
        }

        return result;
    }

    /// <summary>The parts that a slice takes of each dimension that it names.</summary>
    public static IEnumerable<(int Axis, int Start, int Count, int Step)> Slices(NodeImport node, int[] dims)
    {
        int[] starts = node.List("starts", 1) ?? throw node.Refuse("it has no starts");
        int[] ends = node.List("ends", 2) ?? throw node.Refuse("it has no ends");
        int[] axes = node.List("axes", 3) ?? [.. Enumerable.Range(0, starts.Length)];
        int[] steps = node.List("steps", 4) ?? [.. Enumerable.Repeat(1, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw node.Refuse("it has not as many starts as ends, dimensions and steps");
        }

        for (int index = 0; index < starts.Length; index++)
        {
            int axis = node.Axis(axes[index], dims.Length);
            int size = dims[axis];
            if (steps[index] < 1)
            {
                throw node.Refuse($"its step of {steps[index]} leads backwards");
            }

            int start = (int)Math.Clamp(starts[index] < 0 ? (long)starts[index] + size : starts[index], 0, size);
            int end = (int)Math.Clamp(ends[index] < 0 ? (long)ends[index] + size : ends[index], 0, size);
            yield return (axis, start, Math.Max((int)(((long)end - start + steps[index] - 1) / steps[index]), 0), steps[index]);
        }
    }

    /// <summary>The size along a dimension of the common rank; 1 where the shape is shorter.</summary>
    public static int Aligned(int[] dims, int axis, int rank) => axis < rank - dims.Length ? 1 : dims[axis - (rank - dims.Length)];

    public static long Product(IEnumerable<int> dims) => dims.Aggregate(1L, (product, dim) => checked(product * dim));
}
