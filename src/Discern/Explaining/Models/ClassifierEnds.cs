using Discern.Neural.Onnx;

namespace Discern.Explaining.Models;

/// <summary>Probabilities from what a network gives, and gradients the other way.</summary>
/// <remarks>In double precision: a probability of 1 − 10⁻⁹ still has a finite logit.</remarks>
internal static class ClassifierEnds
{
    /// <summary>How many classes a network tells apart.</summary>
    public static int Classes(int outputs) => Math.Max(outputs, 2);

    /// <summary>The probabilities of one picture.</summary>
    public static void Forward(ClassifierEnd end, ReadOnlySpan<float> outputs, Span<double> probabilities)
    {
        switch (end)
        {
            case ClassifierEnd.Sigmoid:
                probabilities[0] = 1 / (1 + Math.Exp(outputs[0]));
                probabilities[1] = 1 / (1 + Math.Exp(-outputs[0]));
                break;
            case ClassifierEnd.Softmax:
                Softmax(outputs, probabilities);
                break;
            default:
                // One output that is a probability is that of the second class.
                probabilities[0] = outputs.Length == 1 ? 1 - outputs[0] : outputs[0];
                for (int label = 1; label < probabilities.Length; label++)
                {
                    probabilities[label] = outputs[outputs.Length == 1 ? 0 : label];
                }

                break;
        }
    }

    /// <summary>The gradient by what the network gives, from that by the probabilities.</summary>
    public static void Backward(ClassifierEnd end, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> gradient, Span<float> outputGradient)
    {
        if (end == ClassifierEnd.Sigmoid)
        {
            outputGradient[0] = (float)(probabilities[0] * probabilities[1] * (gradient[1] - gradient[0]));
            return;
        }

        if (end == ClassifierEnd.Given)
        {
            for (int output = 0; output < outputGradient.Length; output++)
            {
                outputGradient[output] = (float)(outputGradient.Length == 1 ? gradient[1] - gradient[0] : gradient[output]);
            }

            return;
        }

        double mean = 0;
        for (int label = 0; label < probabilities.Length; label++)
        {
            mean += probabilities[label] * gradient[label];
        }

        for (int label = 0; label < probabilities.Length; label++)
        {
            outputGradient[label] = (float)(probabilities[label] * (gradient[label] - mean));
        }
    }

    private static void Softmax(ReadOnlySpan<float> logits, Span<double> probabilities)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double total = 0;
        for (int label = 0; label < logits.Length; label++)
        {
            probabilities[label] = Math.Exp(logits[label] - largest);
            total += probabilities[label];
        }

        foreach (ref double probability in probabilities)
        {
            probability /= total;
        }
    }
}
