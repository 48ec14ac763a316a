using Discern.Compute.Elementwise;
using Discern.Neural.Graphs;

namespace Discern.Neural.Training.Optimizers;

/// <summary>Adam and AdamW, by Keras' formulas.</summary>
/// <remarks>
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − decay·rate·w − α·m / (√v + ε̂) with
/// α = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ): the order of operations that Kingma and Ba recommend at the end of their section 2.
/// </remarks>
internal sealed class Adam(AdamOptions options, Weights weights, Weights gradients) : Optimizer(options, weights, gradients)
{
    protected override void Update(in OptimizerStep step)
    {
        double correction = Math.Sqrt(1 - Math.Pow(options.Beta2, step.Number)) / (1 - Math.Pow(options.Beta1, step.Number));
        var factors = new AdamFactors
        {
            Beta1 = (float)options.Beta1,
            Beta2 = (float)options.Beta2,
            OneLessBeta1 = (float)(1 - options.Beta1),
            OneLessBeta2 = (float)(1 - options.Beta2),
            Epsilon = (float)options.Epsilon,
            Rate = (float)(step.LearningRate * correction),
            Keep = (float)(1 - (step.LearningRate * options.Decay)),
        };
        AdamUpdate.Run(step.Weights, step.Gradients, step.Slot(0), step.Slot(1), factors, step.Workers);
    }
}
