using Discern.Neural.Graphs;

namespace Discern.Neural.Tests.Graphs;

public sealed class WeightsTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_gives_others()
    {
        Graph graph = Networks.Chain();
        using Weights first = Weights.Initialize(graph, 3);
        using Weights second = Weights.Initialize(graph, 3);
        using Weights other = Weights.Initialize(graph, 4);

        Assert.True(first.All.Values.SequenceEqual(second.All.Values));
        Assert.False(first.All.Values.SequenceEqual(other.All.Values));
    }

    [Fact]
    public void Glorots_bounds_are_those_of_Keras()
    {
        Graph graph = Networks.Faces();
        using Weights weights = Weights.Initialize(graph, 1);
        Span<float> kernel = weights[graph.Parameters[2]].Values;

        // 3 × 3 × 32 inputs and as many outputs: √(6 / 576).
        float limit = MathF.Sqrt(6f / (288 + 288));
        float largest = 0;
        double sum = 0;
        foreach (float value in kernel)
        {
            largest = Math.Max(largest, Math.Abs(value));
            sum += value;
        }

        Assert.InRange(largest, 0.99f * limit, limit);
        Assert.InRange(sum / kernel.Length, -0.002, 0.002);
        Assert.All(weights[graph.Parameters[3]].Values.ToArray(), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Freezing_reaches_all_layers_before()
    {
        Node input = Graph.Input(8, 8, 1);
        Node features = input.Convolution(2, 3).BatchNormalization().Relu().Freeze();
        var graph = new Graph(input, features.Flatten().Dense(2));

        Assert.Equal((36 * 2 * 2) + 2, graph.TrainableParameterCount);
        using Weights gradients = Weights.TrainableZeros(graph);
        Assert.Equal(2, gradients.Parameters.Count);
    }

    [Fact]
    public void Statistics_cannot_be_trained()
    {
        Node node = Graph.Input(3).BatchNormalization();

        Assert.Throws<InvalidOperationException>(() => node.Parameters[2].IsTrainable = true);
    }
}
