using Discern.Compute;

namespace Discern.Neural.Training.Losses;

/// <summary>Focal loss: −Σ target · (1 − p)^γ · ln p, which counts examples that are right already for less; γ = 0 is cross-entropy.</summary>
/// <remarks>Lin, Goyal, Girshick, He and Dollár, "Focal loss for dense object detection" (ICCV 2017). One logit is a yes-or-no question; class 1 is yes.</remarks>
/// <param name="plain">Cross-entropy for as many logits: it turns them into probabilities.</param>
/// <param name="gamma">The exponent γ, 0 or more.</param>
internal sealed class FocalLoss(Loss plain, double gamma) : Loss
{
    // ln p is finite from here on.
    private const double Least = 1e-30;

    private float[] probabilities = [];
    private double[] slopes = [];

    public override LossSum Compute(Tensor logits, in Targets targets, ReadOnlySpan<float> weights, Tensor gradient)
    {
        (int examples, int outputs) = (logits.Shape[0], logits.Shape[1]);
        int classes = Math.Max(outputs, 2);
        if (probabilities.Length != classes)
        {
            probabilities = new float[classes];
            slopes = new double[classes];
        }

        double loss = 0;
        int right = 0;
        for (int example = 0; example < examples; example++)
        {
            plain.Predict(logits.Values.Slice(example * outputs, outputs), probabilities);
            double total = 0;
            for (int each = 0; each < classes; each++)
            {
                double target = targets.Of(example, each, classes);
                double share = Math.Max(probabilities[each], Least);
                double missing = Math.Max(1 - share, 0);
                double focus = Math.Pow(missing, gamma);
                loss -= weights[example] * target * focus * Math.Log(share);

                // p · d/dp of −(1 − p)^γ ln p
                slopes[each] = target * ((missing > 0 ? gamma * share * focus / missing * Math.Log(share) : 0) - focus);
                total += slopes[each];
            }

            right += Array.IndexOf(probabilities, probabilities.Max()) == targets.Label(example, classes) ? 1 : 0;
            if (gradient.IsPresent)
            {
                double factor = weights[example] / (double)targets.Divisor(examples);
                for (int output = 0; output < outputs; output++)
                {
                    int own = outputs == 1 ? 1 : output;
                    gradient.Values[(example * outputs) + output] = (float)(factor * (slopes[own] - (probabilities[own] * total)));
                }
            }
        }

        return new LossSum(loss, right);
    }

    public override void Predict(ReadOnlySpan<float> logits, Span<float> probabilities) => plain.Predict(logits, probabilities);
}
