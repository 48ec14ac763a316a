using Discern.Compute.Activations;

namespace Discern.Compute.Bottlenecks;

/// <summary>What one convolution of a block computes with.</summary>
/// <typeparam name="TWeights">How its weights lie.</typeparam>
/// <param name="Weights">The weights.</param>
/// <param name="Bias">One value per filter, or absent.</param>
/// <param name="Activation">Applied to each output.</param>
public readonly record struct BottleneckStage<TWeights>(TWeights Weights, Tensor Bias, Activation Activation);
