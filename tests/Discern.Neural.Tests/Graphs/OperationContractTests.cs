using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Tests.Graphs;

/// <summary>What every operation must do, found by reflection: its gradients are those of its forward pass.</summary>
public sealed class OperationContractTests : IDisposable
{
    private readonly Workers workers = new(2);

    // These have no gradients: plans that join layers into them are compared with plans of single layers.
    private static readonly Type[] ForInferenceOnly = [typeof(BottleneckBlock)];

    public static TheoryData<string> Operations => new(
        typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract && !ForInferenceOnly.Contains(type)).Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Operations))]
    public void Gradients_agree_with_finite_differences_at_every_vector_width(string name)
    {
        OperationSample[] samples = OperationSamples.All.Single(entry => string.Equals(entry.Key.Name, name, StringComparison.Ordinal)).Value;
        Assert.NotEmpty(samples);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>().Where(width => width <= VectorPath.Widest))
        {
            using IDisposable path = VectorPath.Force(width);
            foreach (OperationSample sample in samples)
            {
                new OperationBench(sample, workers).AssertGradients();
            }
        }
    }

    [Fact]
    public void A_gradient_that_is_three_percent_off_is_noticed()
    {
        var sample = new OperationSample(new SlightlyWrong(), new Shape(3, 5, 7, 3)) { HasDistinctInputs = true, Reach = 1 / 256f };

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => new OperationBench(sample, workers).AssertGradients());
    }

    [Fact]
    public void A_gradient_that_is_added_rather_than_written_is_noticed()
    {
        var sample = new OperationSample(new Accumulating(), new Shape(3, 5)) { HasDistinctInputs = true, Reach = 1 / 256f };

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => new OperationBench(sample, workers).AssertGradients());
    }

    public void Dispose() => workers.Dispose();

    private abstract class Wrong : Operation
    {
        public override string Kind => "Wrong";

        public override string LayerName => "wrong";

        public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

        public override void Forward(in Step step) => Rectifier.Forward(Activation.Relu, step.Input(0), step.Output, step.Workers);
    }

    private sealed class SlightlyWrong : Wrong
    {
        public override void Backward(in Step step)
        {
            Rectifier.Backward(Activation.Relu, step.Output, step.OutputGradient, step.InputGradient(0), step.Workers);
            foreach (ref float gradient in step.InputGradient(0).Values)
            {
                gradient *= 1.03f;
            }
        }
    }

    private sealed class Accumulating : Wrong
    {
        public override void Backward(in Step step)
        {
            for (int index = 0; index < step.OutputGradient.Values.Length; index++)
            {
                step.InputGradient(0).Values[index] += step.Output.Values[index] > 0 ? step.OutputGradient.Values[index] : 0;
            }
        }
    }
}
