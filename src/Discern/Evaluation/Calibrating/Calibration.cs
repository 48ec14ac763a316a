namespace Discern.Evaluation.Calibrating;

/// <summary>A correction of probabilities, learnt from pictures that the classifier has not learnt from. It never changes the order of pictures.</summary>
public sealed record Calibration
{
    // Keeps logarithms finite: the machine epsilon of single precision, as for log loss.
    private const double Epsilon = 1.0 / (1 << 23);

    /// <summary>The method.</summary>
    public required CalibrationMethod Method { get; init; }

    /// <summary>With <see cref="CalibrationMethod.Temperature"/>: what logits are divided by; above 1 makes answers less sure.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>With <see cref="CalibrationMethod.Isotonic"/>: probabilities of the second class at the knots of the curve, rising.</summary>
    public IReadOnlyList<double> Inputs { get; init; } = [];

    /// <summary>What they become, never falling; between knots a straight line, beyond them the first and the last.</summary>
    public IReadOnlyList<double> Outputs { get; init; } = [];

    /// <summary>No correction.</summary>
    public static Calibration None { get; } = new() { Method = CalibrationMethod.None };

    /// <summary>Corrects the probabilities of a picture.</summary>
    /// <param name="probabilities">One per class.</param>
    /// <returns>One per class; they add up to 1.</returns>
    public float[] Apply(float[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        switch (Method)
        {
            case CalibrationMethod.Temperature:
                return Scaled(probabilities, Temperature);
            case CalibrationMethod.Isotonic:
                float second = (float)Interpolate(Inputs, Outputs, probabilities[1]);
                return [1 - second, second];
            default:
                return probabilities;
        }
    }

    /// <summary>The gradient of a function of the corrected probabilities by the uncorrected ones.</summary>
    /// <param name="probabilities">One per class, uncorrected.</param>
    /// <param name="corrected">What <see cref="Apply(float[])"/> makes of them.</param>
    /// <param name="gradient">The gradient by the corrected ones.</param>
    /// <returns>One per class. At a knot of the curve the slope of the piece below.</returns>
    internal double[] Backward(double[] probabilities, double[] corrected, double[] gradient)
    {
        switch (Method)
        {
            case CalibrationMethod.Temperature:
                double mean = corrected.Zip(gradient, (value, own) => value * own).Sum();
                return [.. probabilities.Select((value, label) => corrected[label] * (gradient[label] - mean) / (Temperature * Math.Max(value, Epsilon)))];
            case CalibrationMethod.Isotonic:
                return [0, (gradient[1] - gradient[0]) * Slope(probabilities[1])];
            default:
                return gradient;
        }
    }

    /// <summary>Corrects the probabilities of a table; its answers stay as they are.</summary>
    public PredictionTable Apply(PredictionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Method == CalibrationMethod.None ? table : table with { Rows = [.. table.Rows.Select(row => row with { Probabilities = Apply(row.Probabilities) })] };
    }

    /// <summary>With two classes: the uncorrected probability of the second from which on the corrected one is at least a threshold; above 1 where it never is.</summary>
    public double Inverse(double threshold) => Method switch
    {
        CalibrationMethod.Temperature => threshold is <= 0 or >= 1 ? threshold : Odds(threshold, Temperature),
        CalibrationMethod.Isotonic when Outputs[0] >= threshold => 0,
        CalibrationMethod.Isotonic when Outputs[^1] < threshold => MathF.BitIncrement(1),
        CalibrationMethod.Isotonic => Rise(threshold),
        _ => threshold,
    };

    private static double Odds(double probability, double power) =>
        1 / (1 + Math.Exp(-power * Math.Log(probability / (1 - probability))));

    // The first piece whose end reaches the threshold: it rises, since its start does not.
    private double Rise(double threshold)
    {
        int end = 0;
        while (Outputs[end] < threshold)
        {
            end++;
        }

        double share = (threshold - Outputs[end - 1]) / (Outputs[end] - Outputs[end - 1]);
        return double.Lerp(Inputs[end - 1], Inputs[end], share);
    }

    private static float[] Scaled(float[] probabilities, double temperature)
    {
        double[] logits = Array.ConvertAll(probabilities, value => Math.Log(Math.Clamp((double)value, Epsilon, 1)) / temperature);
        double largest = logits.Max();
        double[] weights = Array.ConvertAll(logits, logit => Math.Exp(logit - largest));
        double total = weights.Sum();
        return Array.ConvertAll(weights, weight => (float)(weight / total));
    }

    private double Slope(double value)
    {
        int next = Inputs.TakeWhile(knot => knot < value).Count();
        return next == 0 || next == Inputs.Count ? 0 : (Outputs[next] - Outputs[next - 1]) / (Inputs[next] - Inputs[next - 1]);
    }

    private static double Interpolate(IReadOnlyList<double> inputs, IReadOnlyList<double> outputs, double value)
    {
        int next = 0;
        int beyond = inputs.Count;
        while (next < beyond)
        {
            int middle = (next + beyond) / 2;
            (next, beyond) = inputs[middle] < value ? (middle + 1, beyond) : (next, middle);
        }

        return next == 0 ? outputs[0]
            : next == inputs.Count ? outputs[^1]
            : double.Lerp(outputs[next - 1], outputs[next], (value - inputs[next - 1]) / (inputs[next] - inputs[next - 1]));
    }
}
