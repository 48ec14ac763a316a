using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Random;

namespace Discern.Neural.Tests;

/// <summary>Tensors for tests, each with an arena of its own.</summary>
internal static class Tensors
{
    // A tensor does not keep its memory alive.
    private static readonly List<Arena> Alive = [];

    public static Tensor Zeros(Shape shape)
    {
        var arena = new Arena(Arena.BytesOf(shape));
        Alive.Add(arena);
        return arena.Tensor(0, shape);
    }

    public static Tensor Filled(Shape shape, float value)
    {
        Tensor tensor = Zeros(shape);
        tensor.Values.Fill(value);
        return tensor;
    }

    public static Tensor Normal(Shape shape, ulong seed)
    {
        Tensor tensor = Zeros(shape);
        FillNormal(tensor.Values, seed);
        return tensor;
    }

    public static void FillNormal(Span<float> values, ulong seed)
    {
        var random = new Philox(seed, 0);
        foreach (ref float value in values)
        {
            value = (float)random.NextNormal();
        }
    }

    /// <summary>Different values in random order, 1/32 apart and none nearer than 1/64 to 0 or 6: far from every kink.</summary>
    public static Tensor Distinct(Shape shape, ulong seed)
    {
        Tensor tensor = Zeros(shape);
        Span<float> values = tensor.Values;
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = ((index - (values.Length / 2)) / 32f) + (1 / 64f);
        }

        new Philox(seed, 0).Shuffle(values);
        return tensor;
    }
}
