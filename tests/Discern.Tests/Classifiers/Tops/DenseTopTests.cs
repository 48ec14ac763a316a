using Discern.Classifiers.Tops;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Tests.Classifiers.Tops;

public class DenseTopTests
{
    [Fact]
    public void It_has_the_published_count()
    {
        Node input = Graph.Input(512);
        Assert.Equal(66_180, new Graph(input, DenseTop.Layers(input, 4)).ParameterCount);
    }

    [Fact]
    public void Without_its_standardisation_it_gives_the_same()
    {
        Graph whole = DenseTop.Build(5, 3);
        using var weights = Weights.Initialize(whole, 1);
        var random = new Philox(1, 2);
        foreach (Parameter parameter in whole.Parameters)
        {
            foreach (ref float value in weights[parameter].Values)
            {
                value = parameter.Role is "kernel" ? value : 0.5f + random.NextSingle();
            }
        }

        Node input = Graph.Input(5);
        var bare = new Graph(input, DenseTop.Layers(input, 3));
        using var numbers = Weights.Zeros(bare);
        DenseTop.WithoutStandardization(whole, weights, bare.OutputNode, numbers);

        float[] expected = Run(whole, weights);
        float[] actual = Run(bare, numbers);

        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], 1e-4f);
        }
    }

    private static float[] Run(Graph graph, Weights weights)
    {
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = 1 }, Workers.Shared);
        ((ReadOnlySpan<float>)[1, -2, 3, 0.5f, -0.1f]).CopyTo(plan.Input.Values);
        plan.Forward(1);
        return plan.Output.Values.ToArray();
    }
}
