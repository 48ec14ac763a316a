using Discern.Compute;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Neural.Tests.Onnx;

/// <summary>Random networks and what they give.</summary>
internal static class Networks
{
    /// <summary>Numbers of all kinds in every parameter: those of statistics from 0.5 to 1.5.</summary>
    public static Weights Random(Graph graph, ulong seed)
    {
        Weights weights = Weights.Initialize(graph, seed);
        foreach (Parameter parameter in graph.Parameters.Where(parameter => parameter.Shape.Rank == 1))
        {
            var random = new Philox(seed, (ulong)parameter.Shape.Count);
            foreach (ref float value in weights[parameter].Values)
            {
                value = random.NextSingle() + (parameter.IsStatistic ? 0.5f : -0.5f);
            }
        }

        return weights;
    }

    public static float[] Normal(long count, ulong seed)
    {
        float[] values = new float[count];
        Tensors.FillNormal(values, seed);
        return values;
    }

    /// <summary>The graph's outputs for some examples.</summary>
    public static float[] Run(Graph graph, Weights weights, float[] inputs, int count)
    {
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = count }, Workers.Shared);
        inputs.CopyTo(plan.Input.Values);
        plan.Forward(count);
        return plan.Output.Values.ToArray();
    }

    /// <summary>Batch × height × width × channels as batch × channels × height × width.</summary>
    public static float[] ChannelsFirst(ReadOnlySpan<float> values, Shape shape)
    {
        if (shape.Rank != 4)
        {
            return values.ToArray();
        }

        float[] moved = new float[values.Length];
        int places = shape.Height * shape.Width;
        for (int index = 0; index < values.Length; index++)
        {
            (int row, int channel) = Math.DivRem(index, shape.Channels);
            (int example, int place) = Math.DivRem(row, places);
            moved[(((example * shape.Channels) + channel) * places) + place] = values[index];
        }

        return moved;
    }

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} values were expected and {actual.Length} came.");
        float size = 1;
        foreach (float value in expected)
        {
            size = Math.Max(size, Math.Abs(value));
        }

        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(
                Math.Abs(expected[index] - actual[index]) <= 1e-4f * size,
                $"{what}: value {index} is {actual[index]} where {expected[index]} was expected.");
        }
    }
}
