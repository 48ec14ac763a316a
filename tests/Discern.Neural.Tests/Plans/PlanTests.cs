using Discern.Compute.Threading;
using Discern.Compute.Vectors;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Neural.Tests.Plans;

public sealed class PlanTests : IDisposable
{
    private const int Batch = 5;

    private readonly Workers workers = new(2);

    public static TheoryData<string, VectorWidth> NetworksByWidth
    {
        get
        {
            var data = new TheoryData<string, VectorWidth>();
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>().Where(width => width <= VectorPath.Widest))
            {
                data.Add(nameof(Networks.Chain), width);
                data.Add(nameof(Networks.Branches), width);
                data.Add(nameof(Networks.Bottlenecks), width);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NetworksByWidth))]
    public void Joined_layers_give_what_single_layers_give(string name, VectorWidth width)
    {
        using IDisposable path = VectorPath.Force(width);
        Graph graph = Network(name);
        using Weights weights = RandomWeights(graph);
        foreach (PlanPurpose purpose in Enum.GetValues<PlanPurpose>())
        {
            using Weights joinedWeights = Copy(weights);
            using Weights singleWeights = Copy(weights);
            using var joined = new Plan(graph, joinedWeights, new PlanOptions { Batch = Batch, Purpose = purpose }, workers);
            using var single = new Plan(graph, singleWeights, new PlanOptions { Batch = Batch, Purpose = purpose, IsFused = false }, workers);
            Run(joined, Batch);
            Run(single, Batch);
            AssertClose(single.Output.Values, joined.Output.Values, 1e-4);
            if (purpose == PlanPurpose.Training)
            {
                AssertClose(single.Gradients!.All.Values, joined.Gradients!.All.Values, 1e-3);
                AssertClose(singleWeights.All.Values, joinedWeights.All.Values, 1e-5);
            }
            else if (purpose == PlanPurpose.InputGradient)
            {
                AssertClose(single.InputGradient.Values, joined.InputGradient.Values, 1e-3);
                Assert.Equal(weights.All.Values, joinedWeights.All.Values);
            }
        }
    }

    [Theory]
    [InlineData(nameof(Networks.Chain))]
    [InlineData(nameof(Networks.Branches))]
    public void The_gradient_of_the_input_agrees_with_finite_differences_and_frozen_layers_pass_it_on(string name)
    {
        Graph graph = Network(name);
        graph.OutputNode.Freeze();
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = PlanPurpose.InputGradient }, workers);
        Run(plan, Batch);
        float[] gradient = plan.InputGradient.Values.ToArray();
        double length = Math.Sqrt(Dot(gradient, gradient));
        Assert.True(length > 1e-2);
        float[] direction = Array.ConvertAll(gradient, each => (float)(each / length));
        float[] original = plan.Input.Values.ToArray();
        const double reach = 1e-3;
        double slope = (LossAt(plan, plan.Input.Values, original, direction, reach) - LossAt(plan, plan.Input.Values, original, direction, -reach)) / (2 * reach);
        Assert.Equal(1, slope / length, 0.02);
        Assert.Null(plan.Gradients);
    }

    [Theory]
    [InlineData(nameof(Networks.Chain))]
    [InlineData(nameof(Networks.Branches))]
    public void Gradients_of_whole_networks_agree_with_finite_differences(string name)
    {
        Graph graph = Network(name);
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = PlanPurpose.Training }, workers);
        Run(plan, Batch);
        int compared = 0;
        foreach (Parameter parameter in graph.Parameters.Where(parameter => parameter.IsTrainable))
        {
            // Along the gradient the loss must rise by the gradient's own length; a small step passes few kinks.
            Span<float> gradient = plan.Gradients![parameter].Values;
            double length = Math.Sqrt(Dot(gradient, gradient));
            if (length < 1e-2)
            {
                continue;
            }

            compared++;
            float[] original = weights[parameter].Values.ToArray();
            float[] direction = Array.ConvertAll(gradient.ToArray(), each => (float)(each / length));
            const double reach = 1e-3;
            double above = LossAt(plan, weights[parameter].Values, original, direction, reach);
            double below = LossAt(plan, weights[parameter].Values, original, direction, -reach);
            original.CopyTo(weights[parameter].Values);
            double slope = (above - below) / (2 * reach);
            Assert.True(Math.Abs(slope - length) <= (0.03 * length) + 0.01, $"{graph.NameOf(parameter)}: {length} against {slope}.");
        }

        Assert.True(compared >= 10, $"Only {compared} gradients are large enough to compare.");
    }

    [Fact]
    public void Joined_layers_need_less_memory()
    {
        Graph graph = Networks.Faces();
        using Weights weights = Weights.Zeros(graph);
        foreach (PlanPurpose purpose in Enum.GetValues<PlanPurpose>())
        {
            using var joined = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = purpose }, workers);
            using var single = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = purpose, IsFused = false }, workers);

            // What the convolutions give before pooling is never stored: four times as much as after it.
            Assert.True(joined.ByteCount < single.ByteCount / 2, $"{purpose}: {joined.ByteCount} of {single.ByteCount}");
        }
    }

    [Fact]
    public void A_step_allocates_no_managed_memory()
    {
        foreach (Graph graph in new[] { Networks.Chain(), Networks.Branches() })
        {
            using Weights weights = Weights.Initialize(graph, 1);
            using var training = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = PlanPurpose.Training }, workers);
            using var inference = new Plan(graph, weights, new PlanOptions { Batch = Batch }, workers);
            Repeat(training, inference, 3);

            // Which thread takes which piece is chance, and a thread that first takes a larger one gets more scratch, however late: the least of several measurements counts.
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 20 && least > 0; attempt++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Repeat(training, inference, 2);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Assert.Equal(0, least);
        }
    }

    [Fact]
    public void No_thread_allocates_managed_memory_in_a_step()
    {
        Graph graph = Networks.Chain();
        using Weights weights = Weights.Initialize(graph, 1);
        using var training = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = PlanPurpose.Training }, workers);
        using var inference = new Plan(graph, weights, new PlanOptions { Batch = Batch }, workers);
        Repeat(training, inference, 3);

        // The test runner's own threads allocate now and then, so the least of several measurements counts.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Repeat(training, inference, 2);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void A_short_batch_gives_what_a_full_one_gives_for_its_examples()
    {
        Graph graph = Networks.Branches();
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch }, workers);
        Tensors.FillNormal(plan.Input.Values, 2);
        plan.Forward(Batch);
        float[] full = plan.Output.Values.ToArray();
        plan.Forward(2);

        AssertClose(full.AsSpan(0, 6), plan.Output.Values[..6], 1e-6);
    }

    [Fact]
    public void Folded_weights_follow_the_weights_after_a_refresh()
    {
        Graph graph = Networks.Chain();
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = 1 }, workers);
        using var single = new Plan(graph, weights, new PlanOptions { Batch = 1, IsFused = false }, workers);
        foreach (Parameter parameter in graph.Parameters.Where(each => string.Equals(each.Role, "gamma", StringComparison.Ordinal)))
        {
            weights[parameter].Values.Fill(1.5f);
        }

        plan.Refresh();
        Run(plan, 1);
        Run(single, 1);
        AssertClose(single.Output.Values, plan.Output.Values, 1e-4);
    }

    [Fact]
    public void A_frozen_prefix_has_no_gradients_and_normalises_by_running_averages()
    {
        Node input = Graph.Input(12, 12, 3);
        Node features = input.Convolution(4, 3).BatchNormalization().Relu().MaxPool(2).Freeze();
        var graph = new Graph(input, features.Flatten().Dense(3));
        using Weights weights = RandomWeights(graph);
        using var training = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = PlanPurpose.Training }, workers);
        using var inference = new Plan(graph, weights, new PlanOptions { Batch = Batch, IsFused = false }, workers);
        float[] before = weights.All.Values.ToArray();
        Run(training, Batch);
        Run(inference, Batch);

        Assert.Equal(2, training.Gradients!.Parameters.Count);
        AssertClose(inference.Output.Values, training.Output.Values, 1e-4);
        Assert.True(weights.All.Values.SequenceEqual(before));
    }

    [Fact]
    public void A_frozen_normalisation_passes_gradients_on()
    {
        Node input = Graph.Input(12);
        Node hidden = input.Dense(6);
        Node normalized = hidden.BatchNormalization();
        normalized.Parameters[0].IsTrainable = false;
        normalized.Parameters[1].IsTrainable = false;
        var graph = new Graph(input, normalized.Relu().Dense(3));
        using Weights weights = RandomWeights(graph);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch, Purpose = PlanPurpose.Training }, workers);
        Run(plan, Batch);
        Parameter kernel = hidden.Parameters[0];
        float[] gradient = plan.Gradients![kernel].Values.ToArray();
        float[] original = weights[kernel].Values.ToArray();
        double length = Math.Sqrt(Dot(gradient, gradient));
        float[] direction = Array.ConvertAll(gradient, each => (float)(each / length));
        double rise = LossAt(plan, weights[kernel].Values, original, direction, 1e-3)
            - LossAt(plan, weights[kernel].Values, original, direction, -1e-3);

        Assert.InRange(rise / 2e-3, 0.97 * length, 1.03 * length);
    }

    [Fact]
    public void Gradients_need_a_plan_for_training()
    {
        Graph graph = Networks.Chain();
        using Weights weights = Weights.Initialize(graph, 1);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = 1 }, workers);
        plan.Forward(1);

        Assert.Throws<InvalidOperationException>(plan.Backward);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Forward(2));
        Assert.False(plan.OutputGradient.IsPresent);
    }

    public void Dispose() => workers.Dispose();

    private static Graph Network(string name) => name switch
    {
        nameof(Networks.Chain) => Networks.Chain(),
        nameof(Networks.Bottlenecks) => Networks.Bottlenecks(),
        _ => Networks.Branches(),
    };

    private static Weights RandomWeights(Graph graph)
    {
        Weights weights = Weights.Initialize(graph, 9);
        ulong seed = 20;
        foreach (Parameter parameter in graph.Parameters.Where(each => each.Shape.Rank == 1))
        {
            Tensors.FillNormal(weights[parameter].Values, seed++);
            foreach (ref float value in weights[parameter].Values)
            {
                // Variances and scales are over 0.
                value = parameter.Role is "moving_variance" or "gamma" ? 0.5f + Math.Abs(value) : 0.3f * value;
            }
        }

        return weights;
    }

    private static Weights Copy(Weights weights)
    {
        Weights copy = weights.ZerosLike();
        copy.CopyFrom(weights);
        return copy;
    }

    private static void Run(Plan plan, int count)
    {
        Tensors.FillNormal(plan.Input.Values, 2);
        plan.Forward(count);
        if (plan.OutputGradient.IsPresent)
        {
            Tensors.FillNormal(plan.OutputGradient.Values, 3);
            plan.Backward();
        }
    }

    private static void Repeat(Plan training, Plan inference, int times)
    {
        for (int time = 0; time < times; time++)
        {
            training.Forward(Batch);
            training.Backward();
            inference.Refresh();
            inference.Forward(Batch - 1);
        }
    }

    private static double LossAt(Plan plan, Span<float> values, float[] original, float[] direction, double distance)
    {
        for (int index = 0; index < original.Length; index++)
        {
            values[index] = original[index] + (float)(distance * direction[index]);
        }

        plan.Forward(Batch);
        var projection = new float[plan.Output.Values.Length];
        Tensors.FillNormal(projection, 3);
        return Dot(plan.Output.Values, projection);
    }

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += (double)left[index] * right[index];
        }

        return sum;
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double allowed = tolerance * Math.Max(1, Math.Abs(expected[index]));
            Assert.True(Math.Abs(expected[index] - actual[index]) <= allowed, $"At {index}: expected {expected[index]}, got {actual[index]}.");
        }
    }
}
