namespace Discern.Classifiers.Logistic;

/// <summary>Focal loss, −(1 − p)^γ · log p with p the true class's probability: what is right already counts for less.</summary>
/// <remarks>
/// Lin, Goyal, Girshick, He and Dollár, "Focal loss for dense object detection" (ICCV 2017). It is not convex, unlike cross-entropy; the search goes from 0 downhill to the
/// nearest minimum. Scalar: a row has thousands of features, beside which these few powers cost nothing.
/// </remarks>
internal static class FocalCrossEntropy
{
    /// <summary>Sums the weighted losses of a block and puts their derivatives in the place of the scores.</summary>
    /// <param name="scores">Outputs × rows; with one output the log-odds of class 1. Receives the derivatives.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="weights">How much each row counts.</param>
    /// <param name="gamma">γ, 0 or more; 0 is cross-entropy.</param>
    public static double Differentiate(Span<double> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, double gamma)
    {
        int rows = labels.Length;
        int outputs = scores.Length / rows;
        double loss = 0;
        for (int row = 0; row < rows; row++)
        {
            loss += weights[row] * (outputs == 1
                ? OfTwo(ref scores[row], labels[row], weights[row], gamma)
                : OfMany(scores[row..], rows, outputs, labels[row], weights[row], gamma));
        }

        return loss;
    }

    private static double OfTwo(ref double score, int label, double weight, double gamma)
    {
        double sign = label == 1 ? 1 : -1;
        double margin = sign * score;
        double common = Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        double logTrue = -(Math.Max(-margin, 0) + common);
        double logOther = -(Math.Max(margin, 0) + common);
        double power = Math.Exp(gamma * logOther);
        score = weight * sign * power * ((gamma * Math.Exp(logTrue) * logTrue) - Math.Exp(logOther));
        return -power * logTrue;
    }

    /// <summary>The outputs of a row lie <paramref name="step"/> apart.</summary>
    private static double OfMany(Span<double> scores, int step, int outputs, int label, double weight, double gamma)
    {
        double largest = double.NegativeInfinity;
        for (int output = 0; output < outputs; output++)
        {
            largest = Math.Max(largest, scores[output * step]);
        }

        double sum = 0;
        for (int output = 0; output < outputs; output++)
        {
            sum += Math.Exp(scores[output * step] - largest);
        }

        double logTrue = scores[label * step] - largest - Math.Log(sum);
        double others = 0; // 1 − p, summed: the difference would lose a small one to rounding
        for (int output = 0; output < outputs; output++)
        {
            double probability = Math.Exp(scores[output * step] - largest) / sum;
            others += output == label ? 0 : probability;
            scores[output * step] = probability;
        }

        double power = Math.Pow(others, gamma);
        double slope = power * ((gamma * Math.Exp(logTrue) * (others > 0 ? logTrue / others : -1)) - 1);
        for (int output = 0; output < outputs; output++)
        {
            scores[output * step] = weight * slope * ((output == label ? 1 : 0) - scores[output * step]);
        }

        return -power * logTrue;
    }
}
