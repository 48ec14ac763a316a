namespace Discern.Evaluation.Calibrating;

/// <summary>Finds the temperature of the least log loss.</summary>
internal static class TemperatureFit
{
    private const double Epsilon = 1.0 / (1 << 23);
    private const double Least = 0.05;
    private const double Most = 20;

    /// <summary>Fits; the log loss is convex in the inverse of the temperature, so that a search by sections finds its one minimum.</summary>
    public static Calibration Fit(IReadOnlyList<Prediction> rows)
    {
        double[][] logits = [.. rows.Select(row => Array.ConvertAll(row.Probabilities, value => Math.Log(Math.Clamp((double)value, Epsilon, 1))))];
        double low = 1 / Most;
        double high = 1 / Least;
        double ratio = (Math.Sqrt(5) - 1) / 2;
        for (int step = 0; step < 60; step++)
        {
            double left = high - (ratio * (high - low));
            double right = low + (ratio * (high - low));
            (low, high) = Loss(left) < Loss(right) ? (low, right) : (left, high);
        }

        return new Calibration { Method = CalibrationMethod.Temperature, Temperature = 2 / (low + high) };

        double Loss(double inverse)
        {
            double sum = 0;
            for (int row = 0; row < logits.Length; row++)
            {
                double largest = logits[row].Max();
                double total = 0;
                foreach (double logit in logits[row])
                {
                    total += Math.Exp((logit - largest) * inverse);
                }

                sum += Math.Log(total) - ((logits[row][rows[row].Label] - largest) * inverse);
            }

            return sum;
        }
    }
}
