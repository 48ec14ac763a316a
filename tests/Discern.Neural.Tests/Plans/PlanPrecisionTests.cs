using Discern.Compute.Bfloat16;
using Discern.Tests.Shared;
using Discern.Compute.Convolutions;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Neural.Tests.Plans;

public sealed class PlanPrecisionTests : IDisposable
{
    private const int Batch = 5;

    private readonly Workers workers = new(2);

    public void Dispose() => workers.Dispose();

    [Fact]
    public void Where_the_tiles_are_refused_the_answer_is_that_of_single_precision()
    {
        using IDisposable refusal = Amx.Force(AmxGate.Closed("a test refuses them"));
        Graph graph = Network();
        using Weights weights = RandomWeights(graph);

        Assert.Equal(Run(graph, weights, Precision.Float32, out _), Run(graph, weights, Precision.Bfloat16, out Precision used));
        Assert.Equal(Precision.Float32, used);
    }

    [AmxFact]
    public void Is_near_to_single_precision_but_not_the_same()
    {
        Graph graph = Network();
        using Weights weights = RandomWeights(graph);
        float[] expected = Run(graph, weights, Precision.Float32, out _);
        float[] actual = Run(graph, weights, Precision.Bfloat16, out Precision used);

        Assert.Equal(Precision.Bfloat16, used);
        double size = Math.Sqrt(expected.Sum(each => (double)each * each));
        double difference = Math.Sqrt(expected.Zip(actual).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
        Assert.InRange(difference / size, 1e-6, 0.02);
    }

    [AmxFact]
    public void Fewer_examples_than_a_batch_give_the_same_bits()
    {
        Graph graph = Network();
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Precision = Precision.Bfloat16 }, workers);
        Fill(plan);
        plan.Forward(Batch);
        float[] all = plan.Output.Values.ToArray();
        plan.Forward(1);

        Assert.Equal(all[..3], plan.Output.Values[..3].ToArray());
    }

    [AmxFact]
    public void New_weights_count_after_a_refresh()
    {
        Graph graph = Network();
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Precision = Precision.Bfloat16 }, workers);
        weights.All.Values.Clear();
        plan.Refresh();
        Fill(plan);
        plan.Forward(Batch);

        Assert.All(plan.Output.Values.ToArray(), each => Assert.Equal(0, each));
    }

    [AmxFact]
    public void A_pass_allocates_no_managed_memory()
    {
        Graph graph = Network();
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Precision = Precision.Bfloat16 }, workers);
        plan.Forward(Batch);
        plan.Forward(Batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        plan.Forward(Batch);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [AmxFact]
    public void A_network_of_few_channels_stays_in_single_precision()
    {
        Graph graph = Networks.Chain();
        using Weights weights = RandomWeights(graph);

        Assert.Equal(Run(graph, weights, Precision.Float32, out _), Run(graph, weights, Precision.Bfloat16, out Precision used));
        Assert.Equal(Precision.Float32, used);
    }

    [Theory]
    [InlineData(PlanPurpose.Training)]
    [InlineData(PlanPurpose.InputGradient)]
    public void Gradients_are_computed_in_single_precision_only(PlanPurpose purpose)
    {
        Graph graph = Network();
        using Weights weights = RandomWeights(graph);

        var exception = Assert.Throws<ArgumentException>(
            () => new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = purpose, Precision = Precision.Bfloat16 }, workers));
        Assert.Contains("single precision only", exception.Message, StringComparison.Ordinal);
    }

    // A first layer of three channels, folding, a block, a stride, 1 × 1, a residual sum, dense layers with and without activation.
    private static Graph Network()
    {
        Node input = Graph.Input(22, 26, 3);
        Node maps = input
            .Convolution(32, 3, new() { Padding = PaddingRule.Same, HasBias = false }).BatchNormalization().Relu()
            .Convolution(40, 3, new() { Padding = PaddingRule.Explicit(Padding.Symmetric(1)) }).Relu().MaxPool(2)
            .Convolution(64, 3, new() { Stride = 2, Padding = PaddingRule.Same, HasBias = false }).BatchNormalization().Relu6();
        Node residual = maps.Convolution(48, 1).Relu().Convolution(64, 1).Add(maps).Relu();
        return new Graph(input, residual.GlobalAveragePool().Dense(32).Relu().Dense(17).Dense(3));
    }

    private static Weights RandomWeights(Graph graph)
    {
        var weights = Weights.Initialize(graph, 1);
        foreach (Parameter statistic in graph.Parameters.Where(parameter => parameter.Role is "beta" or "bias"))
        {
            weights[statistic].Values.Fill(0.1f);
        }

        return weights;
    }

    private static void Fill(Plan plan)
    {
        var random = new Philox(5, 0);
        foreach (ref float value in plan.Input.Values)
        {
            value = (float)random.NextNormal();
        }
    }

    private float[] Run(Graph graph, Weights weights, Precision precision, out Precision used)
    {
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Precision = precision }, workers);
        Fill(plan);
        plan.Forward(Batch);
        used = plan.Precision;
        return plan.Output.Values.ToArray();
    }
}
