using Discern.Compute;

namespace Discern.Neural.Training.Losses;

/// <summary>Cross-entropy over softmax: −ln of the share that the true class has.</summary>
internal sealed class CrossEntropy : Loss
{
    public override LossSum Compute(Tensor logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, Tensor gradient)
    {
        int examples = logits.Shape[0];
        int classes = logits.Shape[1];
        double loss = 0;
        int right = 0;
        for (int example = 0; example < examples; example++)
        {
            ReadOnlySpan<float> row = logits.Values.Slice(example * classes, classes);
            int label = Checked(labels[example], classes);
            double logOfSum = LogOfSum(row);
            loss += weights[example] * (logOfSum - row[label]);
            right += IndexOfLargest(row) == label ? 1 : 0;
            if (gradient.IsPresent)
            {
                Span<float> slope = gradient.Values.Slice(example * classes, classes);
                double factor = weights[example] / (double)examples;
                for (int each = 0; each < classes; each++)
                {
                    slope[each] = (float)(factor * (Math.Exp(row[each] - logOfSum) - (each == label ? 1 : 0)));
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
