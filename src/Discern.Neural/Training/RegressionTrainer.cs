using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Training.Losses;
using Discern.Neural.Training.Optimizers;

namespace Discern.Neural.Training;

/// <summary>Trains a network to give numbers, by their mean squared error: pictures from codes, noise from what is noisy.</summary>
/// <remarks>The same seed, weights and examples give the same weights, to the last bit, for any number of threads.</remarks>
/// <example><code>
/// double loss = RegressionTrainer.Train(graph, weights, new RegressionOptions { Steps = 500 }, source, Workers.Shared);
/// </code></example>
public static class RegressionTrainer
{
    /// <summary>Trains for the given number of steps.</summary>
    /// <param name="graph">The network; what it gives is compared with the targets as it is.</param>
    /// <param name="weights">Its numbers, which are changed.</param>
    /// <param name="options">Steps, batch, optimizer.</param>
    /// <param name="source">The examples.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="onStep">Is told after each step how many are done, and its loss; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The mean loss of the last tenth of the steps.</returns>
    /// <exception cref="DiscernException">The loss is no longer a finite number.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static double Train(
        Graph graph,
        Weights weights,
        RegressionOptions options,
        IRegressionSource source,
        Workers workers,
        Action<int, double>? onStep = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 1, nameof(options));
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = options.Batch, Purpose = PlanPurpose.Training, Seed = options.Seed }, workers);
        using Optimizer optimizer = options.Optimizer.Create(weights, plan.Gradients!);
        float[] targets = new float[plan.Output.Shape.Count];
        int counted = Math.Max(1, options.Steps / 10);
        double last = 0;
        for (int step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Fill(step, plan.Input.Values, targets);
            plan.StepNumber = step;
            plan.Forward(options.Batch);
            double loss = MeanSquaredError.Compute(plan.Output, targets, plan.OutputGradient);
            if (!double.IsFinite(loss))
            {
                throw new DiscernException($"In step {step + 1} the loss is no longer a finite number, so the network is of no use; train again with a lower learning rate.");
            }

            plan.Backward();
            optimizer.Step(options.Optimizer.LearningRate * options.Schedule.Factor(step, options.Steps, [], TrainingMetric.Loss), step + 1, workers);
            last += step >= options.Steps - counted ? loss : 0;
            onStep?.Invoke(step + 1, loss);
        }

        return last / counted;
    }
}
