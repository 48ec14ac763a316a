using Discern.Compute;

namespace Discern.Neural.Training.Losses;

/// <summary>Cross-entropy of a yes-or-no question over the sigmoid of one logit; class 1 is yes.</summary>
internal sealed class BinaryCrossEntropy : Loss
{
    public override LossSum Compute(Tensor logits, in Targets targets, ReadOnlySpan<float> weights, Tensor gradient)
    {
        int examples = logits.Shape[0];
        double loss = 0;
        int right = 0;
        for (int example = 0; example < examples; example++)
        {
            double logit = logits.Values[example];
            double target = targets.Of(example, label: 1, classes: 2);

            // max(x, 0) − x·target + ln(1 + e^−|x|): the form that neither overflows nor loses digits, as in TensorFlow.
            loss += weights[example] * (Math.Max(logit, 0) - (logit * target) + Math.Log(1 + Math.Exp(-Math.Abs(logit))));
            right += (logit > 0 ? 1 : 0) == targets.Label(example, classes: 2) ? 1 : 0;
            if (gradient.IsPresent)
            {
                gradient.Values[example] = (float)(weights[example] / (double)targets.Divisor(examples) * (Sigmoid(logit) - target));
            }
        }

        return new LossSum(loss, right);
    }

    public override void Predict(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        probabilities[1] = (float)Sigmoid(logits[0]);
        probabilities[0] = (float)Sigmoid(-logits[0]);
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
