using Discern.Neural.Onnx.Messages;

namespace Discern.Neural.Onnx.Reading;

/// <summary>Numbers that are known before any picture comes: whole ones or floats, row-major.</summary>
internal sealed class Constant
{
    private readonly float[]? floats;
    private readonly long[]? integers;

    public Constant(int[] dims, float[] values)
    {
        Dims = dims;
        floats = values;
        Type = TensorProto.Types.DataType.Float;
    }

    public Constant(int[] dims, long[] values, TensorProto.Types.DataType type = TensorProto.Types.DataType.Int64)
    {
        Dims = dims;
        integers = values;
        Type = type;
    }

    public int[] Dims { get; }

    /// <summary>What the file calls the numbers' type; all kinds of floats are 32-bit floats here.</summary>
    public TensorProto.Types.DataType Type { get; }

    public bool IsInteger => integers is not null;

    public int Count => integers?.Length ?? floats!.Length;

    /// <summary>As floats; without a copy where they are.</summary>
    public float[] Floats => floats ?? Array.ConvertAll(integers!, value => (float)value);

    /// <summary>As whole numbers, cut off towards 0.</summary>
    public long[] Integers => integers ?? Array.ConvertAll(floats!, value => (long)Math.Clamp(value, long.MinValue / 2, long.MaxValue / 2));

    /// <summary>The same numbers with other dimensions.</summary>
    public Constant Reshape(int[] dims) => integers is null ? new Constant(dims, floats!) : new Constant(dims, integers, Type);

    /// <summary>The numbers at the given places, in that order, with new dimensions.</summary>
    public Constant Pick(int[] dims, IEnumerable<int> places) => integers is null
        ? new Constant(dims, [.. places.Select(place => floats![place])])
        : new Constant(dims, [.. places.Select(place => integers[place])], Type);
}
