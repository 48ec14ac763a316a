using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;
using Discern.Neural.Plans;

namespace Discern.Neural.Tests.Plans;

/// <summary>Plans that join layers against plans that compute them one by one, over networks that are drawn at random.</summary>
public sealed class FusionTests : IDisposable
{
    private const int Batch = 3;

    private readonly Workers workers = new(2);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_network_gives_what_its_single_layers_give(int seed)
    {
        Graph graph = Draw(seed);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>().Where(width => width <= VectorPath.Widest))
        {
            using IDisposable path = VectorPath.Force(width);
            AssertSame(graph);
        }
    }

    [Fact]
    public void A_network_of_residual_blocks_becomes_its_convolutions()
    {
        Node input = Graph.Input(12, 12, 8);
        Node maps = Residual(Residual(input.Convolution(8, 3).Relu(), stride: 1), stride: 2);
        var graph = new Graph(input, maps.GlobalAveragePool());

        Fusion fusion = Fusion.Of(graph, new PlanOptions());

        Assert.Equal(2, fusion.Operations.Count(each => each.Operation is ResidualConvolution { IsPlain: false }));
        Assert.DoesNotContain(fusion.Operations, each => each.Operation is Add or Relu or BatchNormalization);
        AssertSame(graph);

        Node Residual(Node block, int stride)
        {
            Node shortcut = stride == 1 ? block : block.Convolution(8, 1, new() { Stride = stride }).BatchNormalization();
            Node middle = block.Convolution(8, 3, new() { Stride = stride, Padding = PaddingRule.Same }).BatchNormalization().Relu();
            return middle.Convolution(8, 1).BatchNormalization().Add(shortcut).Relu();
        }
    }

    [Theory]
    [InlineData(1, 41)]
    [InlineData(2, 40)]
    public void Blocks_of_mobile_networks_become_one_operation_each(int stride, int size)
    {
        Node input = Graph.Input(size, size, 6);
        Node narrow = input.Convolution(8, 3, new() { Padding = PaddingRule.Same }).Relu6();
        Node separable = narrow.DepthwiseConvolution(3, new() { Padding = PaddingRule.Same }).BatchNormalization().Relu6().Convolution(8, 1).BatchNormalization();
        Node wide = separable.Convolution(64, 1).BatchNormalization().Relu6();
        Node filtered = wide.DepthwiseConvolution(3, new() { Padding = PaddingRule.Same, Stride = stride }).BatchNormalization().Relu6();
        Node projected = filtered.Convolution(8, 1).BatchNormalization();
        var graph = new Graph(input, (stride == 1 ? projected.Add(separable) : projected).GlobalAveragePool());

        Fusion fusion = Fusion.Of(graph, new PlanOptions());

        Assert.Single(fusion.Operations, each => each.Operation is BottleneckBlock);
        Assert.DoesNotContain(fusion.Operations, each => each.Operation is Add);
        AssertSame(graph);
    }

    [Fact]
    public void A_sum_is_written_over_the_shortcut_unless_others_read_it_later()
    {
        Node input = Graph.Input(64, 64, 16);
        Node first = input.Convolution(16, 3, new() { Padding = PaddingRule.Same }).Relu();
        Node middle = first.Convolution(8, 1).Relu();
        Node sum = middle.Convolution(16, 3, new() { Padding = PaddingRule.Same }).Add(first).Relu();
        var over = new Graph(input, sum.GlobalAveragePool());
        var kept = new Graph(input, sum.GlobalAveragePool().Concat(first.GlobalAveragePool()));
        using Weights weights = Weights.Initialize(over, 1);
        using Weights more = Weights.Initialize(kept, 1);
        using var small = new Plan(over, weights, new PlanOptions { Batch = 1 }, workers);
        using var large = new Plan(kept, more, new PlanOptions { Batch = 1 }, workers);

        Assert.True(small.ByteCount + (64 * 64 * 16 * sizeof(float)) <= large.ByteCount, $"{small.ByteCount} and {large.ByteCount}");
        AssertSame(over);
        AssertSame(kept);
    }

    public void Dispose() => workers.Dispose();

    private void AssertSame(Graph graph)
    {
        using Weights weights = Weights.Initialize(graph, 9);
        ulong seed = 20;
        foreach (Parameter parameter in graph.Parameters.Where(each => each.Shape.Rank == 1))
        {
            Tensors.FillNormal(weights[parameter].Values, seed++);
            foreach (ref float value in weights[parameter].Values)
            {
                value = parameter.Role is "moving_variance" or "gamma" or "scale" ? 0.5f + Math.Abs(value) : 0.3f * value;
            }
        }

        using var joined = new Plan(graph, weights, new PlanOptions { Batch = Batch }, workers);
        using var single = new Plan(graph, weights, new PlanOptions { Batch = Batch, IsFused = false }, workers);
        Tensors.FillNormal(joined.Input.Values, 2);
        joined.Input.Values.CopyTo(single.Input.Values);
        joined.Forward(Batch);
        single.Forward(Batch);
        double largest = 1;
        foreach (float value in single.Output.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int index = 0; index < single.Output.Values.Length; index++)
        {
            Assert.Equal(single.Output.Values[index], joined.Output.Values[index], 1e-4 * largest);
        }
    }

    /// <summary>A chain of some layers, of which each may also be added to, or put beside, an earlier one of its size.</summary>
    private static Graph Draw(int seed)
    {
        var random = new Philox((ulong)seed, 7);
        int Next(int count) => Math.Min((int)(random.NextSingle() * count), count - 1);
        Node input = Graph.Input(9 + Next(6), 9 + Next(6), 1 + Next(20));
        List<Node> nodes = [input];
        int layers = 6 + Next(10);
        for (int layer = 0; layer < layers; layer++)
        {
            Node last = nodes[^1];
            bool isLarge = last.Shape.Height > 4 && last.Shape.Width > 4;
            var options = new ConvolutionOptions { Padding = PaddingRule.Same, Stride = isLarge && Next(4) == 0 ? 2 : 1, HasBias = Next(2) == 0 };
            Node next = Next(12) switch
            {
                0 => last.Convolution(1 + Next(40), 3, options),
                1 or 2 => last.Convolution(1 + Next(40), 1, options),
                3 => last.DepthwiseConvolution(3, options),
                4 => last.BatchNormalization(),
                5 => last.Rescaling(),
                6 => last.Relu(),
                7 => last.Relu6(),
                8 when isLarge => last.MaxPool(2),
                9 => last.HardSwish(),
                _ => last.Convolution(last.Shape.Channels, Next(2) == 0 ? 1 : 3, options with { Stride = 1 }),
            };
            Node[] alike = [.. nodes.Where(node => node.Shape == next.Shape)];
            next = alike.Length > 0 && Next(2) == 0 ? next.Add(alike[Next(alike.Length)]) : next;
            nodes.Add(next);
        }

        return new Graph(input, nodes[^1]);
    }
}
