using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Plans;

/// <summary>The weights of a linear layer with the batch normalisation behind it multiplied in.</summary>
/// <remarks>(x·W + b − mean) · s + β = x·(W·s) + ((b − mean)·s + β) with s = γ / √(variance + ε), channel by channel.</remarks>
internal sealed class FoldedWeights(PlannedOperation operation, Weights weights, Tensor kernel, Tensor bias)
{
    /// <summary>What the layer uses in the place of its own kernel and bias.</summary>
    public Tensor[] Parameters { get; } = [kernel, bias];

    /// <summary>Computes them anew from the weights as they are.</summary>
    public void Refresh()
    {
        IReadOnlyList<Parameter> own = operation.Node.Parameters;
        IReadOnlyList<Parameter> normalization = operation.Folded!.Parameters;
        float epsilon = ((BatchNormalization)operation.Folded.Operation).Epsilon;
        Span<float> gamma = weights[normalization[0]].Values;
        Span<float> beta = weights[normalization[1]].Values;
        Span<float> mean = weights[normalization[2]].Values;
        Span<float> variance = weights[normalization[3]].Values;
        Span<float> source = weights[own[0]].Values;
        Span<float> target = kernel.Values;
        int channels = gamma.Length;
        for (int channel = 0; channel < channels; channel++)
        {
            double scale = gamma[channel] / Math.Sqrt((double)variance[channel] + epsilon);
            double shift = own.Count > 1 ? weights[own[1]].Values[channel] : 0;
            bias.Values[channel] = (float)(((shift - mean[channel]) * scale) + beta[channel]);

            // The channel is the last dimension of every kernel, or the last but one with a 1 behind it.
            for (int index = channel; index < source.Length; index += channels)
            {
                target[index] = (float)(source[index] * scale);
            }
        }
    }
}
