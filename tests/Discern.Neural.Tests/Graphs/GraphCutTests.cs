using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Neural.Tests.Graphs;

public sealed class GraphCutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void BothPartsTogetherComputeWhatTheWholeDoes(int convolutions)
    {
        Graph whole = TwoTaps();
        using Weights weights = Weights.Initialize(whole, seed: 3);
        var cut = new GraphCut(whole, convolutions);
        Graph before = cut.Before();
        Node input = Graph.Input(before.OutputNode.Shape.Channels + 5);
        var origins = new Dictionary<Parameter, Parameter>();
        var behind = new Graph(input, cut.Behind(input, start: 5, origins));
        using Weights own = Weights.Zeros(behind);
        foreach ((Parameter parameter, Parameter origin) in origins)
        {
            weights[origin].Values.CopyTo(own[parameter].Values);
        }

        float[] picture = [.. Enumerable.Range(0, 8 * 8 * 3).Select(index => MathF.Sin(index))];
        float[] crossing = [.. new float[5], .. Run(before, weights, picture)];
        Assert.Equal(Run(whole, weights, picture), Run(behind, own, crossing));
        Assert.Equal(convolutions * 2, behind.Parameters.Count(parameter => parameter.IsTrainable));
    }

    [Fact]
    public void TheLastMapsAreFoundBehindGatesAndSideBySide()
    {
        Node input = Graph.Input(8, 8, 3);
        Node first = input.Convolution(4, 3).Relu();
        Node gated = first.Multiply(first.GlobalAveragePool().Dense(4).Sigmoid());
        Node second = input.Convolution(6, 5).Relu();
        var whole = new Graph(input, gated.GlobalAveragePool().Concat(second.Flatten()).Dense(2));
        GraphCut cut = GraphCut.BehindMaps(whole)!;
        Assert.Equal([gated, second], cut.Crossing);
        using Weights weights = Weights.Initialize(whole, seed: 4);
        Graph before = cut.Before();
        Node crossing = Graph.Input(before.OutputNode.Shape.Channels);
        var origins = new Dictionary<Parameter, Parameter>();
        var behind = new Graph(crossing, cut.Behind(crossing, start: 0, origins));
        using Weights own = Weights.Zeros(behind);
        foreach ((Parameter parameter, Parameter origin) in origins)
        {
            weights[origin].Values.CopyTo(own[parameter].Values);
        }

        float[] picture = [.. Enumerable.Range(0, 8 * 8 * 3).Select(index => MathF.Sin(index))];
        Assert.Equal(Run(whole, weights, picture), Run(behind, own, Run(before, weights, picture)));
    }

    [Fact]
    public void ANetworkWithoutMapsIsNotCutBehindThem()
    {
        Node input = Graph.Input(4, 4, 1);
        Assert.Null(GraphCut.BehindMaps(new Graph(input, input.Flatten().Dense(2))));
    }

    [Fact]
    public void MoreConvolutionsThanThereAreAreRefused() =>
        Assert.Contains("only 3 convolutions", Assert.Throws<DiscernException>(() => new GraphCut(TwoTaps(), 4)).Message, StringComparison.Ordinal);

    private static Graph TwoTaps()
    {
        Node input = Graph.Input(8, 8, 3);
        Node first = input.Convolution(4, 3).Relu6();
        Node second = first.DepthwiseConvolution(3).BatchNormalization().Relu6();
        Node third = second.Convolution(6, 1).Relu6();
        return new Graph(input, first.GlobalAveragePool().Concat(third.GlobalAveragePool()));
    }

    private static float[] Run(Graph graph, Weights weights, float[] input)
    {
        using var workers = new Workers(1);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = 1 }, workers);
        input.CopyTo(plan.Input.Values);
        plan.Forward(1);
        return plan.Output.Values.ToArray();
    }
}
