namespace Discern.Classifiers.Logistic;

/// <summary>Finds a step that fulfils the strong Wolfe conditions: enough descent, and a slope that has flattened.</summary>
/// <remarks>
/// Nocedal and Wright, "Numerical Optimization" (2006), algorithms 3.5 and 3.6 with the cubic interpolation (3.59). Near the minimum values
/// differ by less than rounding; the test for descent allows for that, and the slope decides.
/// </remarks>
internal sealed class WolfeLineSearch(IObjective objective)
{
    private const double Descent = 1e-4;
    private const double Flatness = 0.9;
    private const double Growth = 4;
    private const int MaximumTrials = 40;
    private const double Rounding = 1e-13; // of losses, which are differences of scores of some size

    private double[] origin = [];
    private double[] direction = [];
    private double startValue;
    private double startSlope;
    private int trials;

    /// <summary>The point that was tried last: the one found, where one was.</summary>
    public double[] Point { get; } = new double[objective.Count];

    /// <summary>The gradient there.</summary>
    public double[] Gradient { get; } = new double[objective.Count];

    /// <summary>The value there.</summary>
    public double Value { get; private set; }

    /// <summary>Searches along a direction.</summary>
    /// <returns>Whether a step was found; else rounding hides all descent.</returns>
    public bool Find(double[] from, double value, double[] gradient, double[] along, double firstStep)
    {
        (origin, direction, startValue, trials) = (from, along, value, 0);
        startSlope = VectorArithmetic.Dot(gradient, along);
        if (!(startSlope < 0))
        {
            return false;
        }

        var before = new Trial(0, startValue, startSlope);
        double step = firstStep;
        while (trials < MaximumTrials)
        {
            Trial trial = Try(step);
            if (IsTooHigh(trial) || (trials > 1 && trial.Value >= before.Value && !IsWithinRounding(trial)))
            {
                return Zoom(before, trial);
            }

            if (IsFlat(trial))
            {
                return true;
            }

            if (trial.Slope >= 0)
            {
                return Zoom(trial, before);
            }

            before = trial;
            step *= Growth;
        }

        return false;
    }

    /// <summary>Narrows an interval that holds a good step; <paramref name="low"/> is its better end.</summary>
    private bool Zoom(Trial low, Trial high)
    {
        while (trials < MaximumTrials)
        {
            Trial trial = Try(Between(low, high));
            if (IsTooHigh(trial) || (trial.Value >= low.Value && !IsWithinRounding(trial)))
            {
                high = trial;
                continue;
            }

            if (IsFlat(trial))
            {
                return true;
            }

            if (trial.Slope * (high.Step - low.Step) >= 0)
            {
                high = low;
            }

            low = trial;
        }

        return false;
    }

    private Trial Try(double step)
    {
        trials++;
        origin.CopyTo(Point, 0);
        VectorArithmetic.AddScaled(step, direction, Point);
        Value = objective.Evaluate(Point, Gradient);
        return new Trial(step, Value, VectorArithmetic.Dot(Gradient, direction));
    }

    // Written so that NaN and ∞ count as too high.
    private bool IsTooHigh(Trial trial) =>
        !(trial.Value <= startValue + (Descent * trial.Step * startSlope)) && !IsWithinRounding(trial);

    private bool IsWithinRounding(Trial trial) => IsRounding(trial.Value - startValue);

    private bool IsRounding(double difference) => Math.Abs(difference) <= Rounding * Math.Max(1, Math.Abs(startValue));

    private bool IsFlat(Trial trial) => Math.Abs(trial.Slope) <= -Flatness * startSlope;

    /// <summary>The minimum of the cubic through both ends, kept off them; the middle where there is none.</summary>
    private double Between(Trial low, Trial high)
    {
        double width = high.Step - low.Step;
        if (IsRounding(high.Value - low.Value))
        {
            // The difference of the values is rounding and would mislead the cubic; the slopes alone still tell where they vanish.
            return low.Step + (width * Inside(low.Slope / (low.Slope - high.Slope)));
        }

        double secant = low.Slope + high.Slope - (3 * (high.Value - low.Value) / width);
        double root = Math.CopySign(Math.Sqrt((secant * secant) - (low.Slope * high.Slope)), width);
        double step = high.Step - (width * (high.Slope + root - secant) / (high.Slope - low.Slope + (2 * root)));
        return low.Step + (width * Inside((step - low.Step) / width));
    }

    private static double Inside(double share) => double.IsFinite(share) ? Math.Clamp(share, 0.02, 0.9) : 0.5;

    private readonly record struct Trial(double Step, double Value, double Slope);
}
