using Discern.Compute.Threading;
using Discern.Compute.Vectors;
using Discern.Neural.Graphs;
using Discern.Neural.Training.Optimizers;

namespace Discern.Neural.Tests.Training.Optimizers;

public sealed class OptimizerTests
{
    private static readonly double[] Gradients = [0.5, -0.2, 0.1];

    public static TheoryData<VectorWidth> Widths => new(Enum.GetValues<VectorWidth>().Where(width => width <= VectorPath.Widest));

    [Theory]
    [MemberData(nameof(Widths))]
    public void Gradient_descent_with_momentum_by_hand(VectorWidth width)
    {
        // v = −0.05, then −0.045 − 0.05 = −0.095; w = 1 − 0.05 − 0.095.
        float[] weights = Run(width, new SgdOptions { LearningRate = 0.1, Momentum = 0.9 }, [0.5, 0.5]);
        Assert.All(weights, weight => Assert.Equal(0.855f, weight, 1e-6f));

        // w = 1 + (0.9 · −0.05 − 0.05) + (0.9 · −0.095 − 0.05).
        float[] ahead = Run(width, new SgdOptions { LearningRate = 0.1, Momentum = 0.9, IsNesterov = true }, [0.5, 0.5]);
        Assert.All(ahead, weight => Assert.Equal(0.7695f, weight, 1e-6f));
        Assert.All(Run(width, new SgdOptions { LearningRate = 0.1 }, [0.5, 0.5]), weight => Assert.Equal(0.9f, weight, 1e-6f));
    }

    [Fact]
    public void Each_parameter_learns_at_its_own_rate()
    {
        Node input = Graph.Input(2);
        var graph = new Graph(input, input.Dense(3).Dense(1));
        using var weights = Weights.Initialize(graph, 1);
        using Weights gradients = Weights.TrainableZeros(graph);
        using Weights before = weights.ZerosLike();
        before.CopyFrom(weights);
        graph.Parameters[0].LearningRateScale = 0.25;
        foreach (Parameter parameter in graph.Parameters)
        {
            gradients[parameter].Values.Fill(1);
        }

        using Optimizer optimizer = new SgdOptions { LearningRate = 0.1 }.Create(weights, gradients);
        optimizer.Step(0.1, 1, Workers.Shared);

        for (int index = 0; index < graph.Parameters.Count; index++)
        {
            float expected = index == 0 ? 0.025f : 0.1f;
            Assert.Equal(before[graph.Parameters[index]].Values[0] - expected, weights[graph.Parameters[index]].Values[0], 1e-6f);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Adam_follows_Kingma_and_Bas_algorithm(VectorWidth width)
    {
        // Their algorithm 1, with means corrected one by one; ε is small enough to be the same as ε̂.
        double weight = 1, mean = 0, square = 0;
        for (int step = 1; step <= Gradients.Length; step++)
        {
            double gradient = Gradients[step - 1];
            mean = (0.9 * mean) + (0.1 * gradient);
            square = (0.999 * square) + (0.001 * gradient * gradient);
            weight -= 0.01 * (mean / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(square / (1 - Math.Pow(0.999, step))) + 1e-7);
        }

        float[] weights = Run(width, new AdamOptions { LearningRate = 0.01 }, Gradients);
        Assert.All(weights, each => Assert.Equal(weight, each, 2e-6));
    }

    [Fact]
    public void Adams_first_step_is_the_learning_rate_against_the_gradients_sign()
    {
        Assert.All(Run(VectorPath.Width, new AdamOptions { LearningRate = 0.01 }, [123]), weight => Assert.Equal(0.99f, weight, 1e-6f));

        // A small gradient shows ε̂: √(0.001 · 0.001²) = 3.1623e-5, so the step is 0.01 · 3.1623e-5 / (3.1623e-5 + 1e-7).
        Assert.All(Run(VectorPath.Width, new AdamOptions { LearningRate = 0.01 }, [-0.001]), weight => Assert.Equal(1.0099685f, weight, 1e-6f));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Decay_is_apart_from_the_gradient(VectorWidth width)
    {
        // The gradient's step is 0.01; before it 0.01 · 0.5 of the weight is taken off.
        float[] weights = Run(width, new AdamWOptions { LearningRate = 0.01, WeightDecay = 0.5 }, [3]);
        Assert.All(weights, weight => Assert.Equal(1 - 0.005 - 0.01, weight, 1e-6));
    }

    private static float[] Run(VectorWidth width, OptimizerOptions options, double[] gradients)
    {
        using IDisposable path = VectorPath.Force(width);
        using var workers = new Workers(2);
        Node input = Graph.Input(37);
        Node hidden = input.Dense(1003);
        var graph = new Graph(input, hidden);
        using Weights weights = Weights.Zeros(graph);
        using Weights slopes = Weights.TrainableZeros(graph);
        using Optimizer optimizer = options.Create(weights, slopes);
        weights.All.Values.Fill(1f);
        for (int step = 0; step < gradients.Length; step++)
        {
            slopes.All.Values.Fill((float)gradients[step]);
            optimizer.Step(options.LearningRate, step + 1, workers);
        }

        return [.. weights[hidden.Parameters[0]].Values.ToArray(), .. weights[hidden.Parameters[1]].Values.ToArray()];
    }
}
