using Discern.Compute;

namespace Discern.Neural.Training.Losses;

/// <summary>Cross-entropy over softmax: −Σ target · ln(share of the class), which for a plain label is −ln of the true class's share.</summary>
internal sealed class CrossEntropy : Loss
{
    public override LossSum Compute(Tensor logits, in Targets targets, ReadOnlySpan<float> weights, Tensor gradient)
    {
        int examples = logits.Shape[0];
        int classes = logits.Shape[1];
        double loss = 0;
        int right = 0;
        for (int example = 0; example < examples; example++)
        {
            ReadOnlySpan<float> row = logits.Values.Slice(example * classes, classes);
            double logOfSum = LogOfSum(row);
            double wanted = 0;
            for (int each = 0; each < classes; each++)
            {
                wanted += targets.Of(example, each, classes) * row[each];
            }

            loss += weights[example] * (logOfSum - wanted);
            right += IndexOfLargest(row) == targets.Label(example, classes) ? 1 : 0;
            if (gradient.IsPresent)
            {
                Span<float> slope = gradient.Values.Slice(example * classes, classes);
                double factor = weights[example] / (double)targets.Divisor(examples);
                for (int each = 0; each < classes; each++)
                {
                    slope[each] = (float)(factor * (Math.Exp(row[each] - logOfSum) - targets.Of(example, each, classes)));
                }
            }
        }

        return new LossSum(loss, right);
    }

    public override void Predict(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        double logOfSum = LogOfSum(logits);
        for (int each = 0; each < logits.Length; each++)
        {
            probabilities[each] = (float)Math.Exp(logits[each] - logOfSum);
        }
    }

    /// <summary>ln Σ eˣ, with the largest x taken out first so that nothing overflows.</summary>
    private static double LogOfSum(ReadOnlySpan<float> row)
    {
        double largest = row[IndexOfLargest(row)];
        double sum = 0;
        foreach (float logit in row)
        {
            sum += Math.Exp(logit - largest);
        }

        return largest + Math.Log(sum);
    }

    private static int IndexOfLargest(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int each = 1; each < row.Length; each++)
        {
            best = row[each] > row[best] ? each : best;
        }

        return best;
    }
}
