using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Plans;

/// <summary>The weights of a linear layer with the batch normalisations and rescalings behind it multiplied in.</summary>
/// <remarks>
/// (x·W + b) · s + t = x·(W·s) + (b·s + t), channel by channel, one after the other. A normalisation is such a rescaling: s = γ / √(variance + ε) and
/// t = β − mean · s.
/// </remarks>
internal sealed class FoldedWeights(PlannedOperation operation, Weights weights, Tensor kernel, Tensor bias)
{
    /// <summary>What the layer uses in the place of its own kernel and bias.</summary>
    public Tensor[] Parameters { get; } = [kernel, bias];

    /// <summary>Computes them anew from the weights as they are.</summary>
    public void Refresh()
    {
        IReadOnlyList<Parameter> own = operation.Node.Parameters;
        Span<float> source = weights[own[0]].Values;
        Span<float> target = kernel.Values;
        int channels = bias.Values.Length;
        for (int channel = 0; channel < channels; channel++)
        {
            double scale = 1;
            double shift = own.Count > 1 ? weights[own[1]].Values[channel] : 0;
            foreach (Node node in operation.Folded)
            {
                Fold(node, channel, ref scale, ref shift);
            }

            bias.Values[channel] = (float)shift;

            // The channel is the last dimension of every kernel, or the last but one with a 1 behind it.
            for (int index = channel; index < source.Length; index += channels)
            {
                target[index] = (float)(source[index] * scale);
            }
        }
    }

    private void Fold(Node node, int channel, ref double scale, ref double shift)
    {
        if (node.Operation is BatchNormalization normalization)
        {
            double factor = Value(node, 0, channel) / Math.Sqrt(Value(node, 3, channel) + normalization.Epsilon);
            shift = ((shift - Value(node, 2, channel)) * factor) + Value(node, 1, channel);
            scale *= factor;
        }
        else
        {
            shift = (shift * Value(node, 0, channel)) + Value(node, 1, channel);
            scale *= Value(node, 0, channel);
        }
    }

    private double Value(Node node, int parameter, int channel) => weights[node.Parameters[parameter]].Values[channel];
}
