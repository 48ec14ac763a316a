using Discern.Compute.Elementwise;
using Discern.Neural.Graphs;

namespace Discern.Neural.Training.Optimizers;

/// <summary>Gradient descent with momentum, by Keras' formulas.</summary>
/// <remarks>v ← momentum·v − rate·g; w ← w + v, with Nesterov's look ahead w ← w + momentum·v − rate·g.</remarks>
internal sealed class Sgd(SgdOptions options, Weights weights, Weights gradients) : Optimizer(options, weights, gradients)
{
    protected override void Update(in OptimizerStep step)
    {
        var factors = new MomentumFactors
        {
            Momentum = (float)options.Momentum,
            Rate = (float)step.LearningRate,
            IsNesterov = options.IsNesterov,
        };
        MomentumUpdate.Run(step.Weights, step.Gradients, step.Slot(0), factors, step.Workers);
    }
}
