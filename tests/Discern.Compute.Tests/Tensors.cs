using Discern.Compute.Memory;
using Discern.Compute.Random;

namespace Discern.Compute.Tests;

/// <summary>Tensors for tests, each with an arena of its own.</summary>
internal static class Tensors
{
    private static readonly List<Arena> Alive = [];

    public static Tensor Zeros(Shape shape)
    {
        var arena = new Arena(Arena.BytesOf(shape));
        Alive.Add(arena);
        return arena.Tensor(0, shape);
    }

    public static Tensor Normal(Shape shape, ulong seed)
    {
        Tensor tensor = Zeros(shape);
        var random = new Philox(seed, 0);
        foreach (ref float value in tensor.Values)
        {
            value = (float)random.NextNormal();
        }

        return tensor;
    }

    public static void AssertClose(Tensor expected, Tensor actual, double tolerance = 2e-5)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Span<float> left = expected.Values;
        Span<float> right = actual.Values;
        for (int index = 0; index < left.Length; index++)
        {
            double allowed = tolerance * Math.Max(1, Math.Abs(left[index]));
            Assert.True(Math.Abs(left[index] - right[index]) <= allowed, $"At {index} of {expected.Shape}: expected {left[index]}, got {right[index]}.");
        }
    }
}
