using Discern.Compute;

namespace Discern.Neural.Training.Losses;

/// <summary>The mean of the squared differences between what a network gives and what it should have given.</summary>
internal static class MeanSquaredError
{
    /// <summary>Computes the loss and, where it is wanted, its gradient.</summary>
    /// <param name="output">Examples × values.</param>
    /// <param name="targets">As many values as the output has.</param>
    /// <param name="gradient">Receives the gradient by the output, which may not be the output itself; absent where none is wanted.</param>
    /// <returns>The mean over all values of all examples.</returns>
    public static double Compute(Tensor output, ReadOnlySpan<float> targets, Tensor gradient)
    {
        Span<float> values = output.Values;
        if (targets.Length != values.Length)
        {
            throw new ArgumentException($"The network gives {values.Length} values, and the targets are {targets.Length}.", nameof(targets));
        }

        double sum = 0;
        for (int index = 0; index < values.Length; index++)
        {
            double difference = values[index] - targets[index];
            sum += difference * difference;
        }

        if (gradient.IsPresent)
        {
            float factor = 2f / values.Length;
            Span<float> slopes = gradient.Values;
            for (int index = 0; index < values.Length; index++)
            {
                slopes[index] = factor * (values[index] - targets[index]);
            }
        }

        return sum / values.Length;
    }
}
