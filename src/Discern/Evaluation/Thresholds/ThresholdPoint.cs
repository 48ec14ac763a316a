namespace Discern.Evaluation.Thresholds;

/// <summary>What happens if a class is answered from a probability on.</summary>
/// <param name="Threshold">That probability.</param>
/// <param name="Found">Pictures of the class that are answered with it.</param>
/// <param name="Missed">Pictures of the class that are not.</param>
/// <param name="FalseAlarms">Other pictures that are answered with it.</param>
/// <param name="Rejected">Other pictures that are not.</param>
public readonly record struct ThresholdPoint(double Threshold, int Found, int Missed, int FalseAlarms, int Rejected)
{
    /// <summary>The share of the class that is found; NaN where it has no picture.</summary>
    public double Recall => (double)Found / (Found + Missed);

    /// <summary>The share of the answers that are right; NaN where there is none.</summary>
    public double Precision => (double)Found / (Found + FalseAlarms);

    /// <summary>The harmonic mean of both.</summary>
    public double F1 => 2.0 * Found / (Found + FalseAlarms + Found + Missed);

    /// <summary>What it costs on average per picture.</summary>
    /// <param name="missCost">What a missed picture costs.</param>
    /// <param name="falseAlarmCost">What a false alarm costs.</param>
    public double Cost(double missCost, double falseAlarmCost) =>
        ((Missed * missCost) + (FalseAlarms * falseAlarmCost)) / (Found + Missed + FalseAlarms + Rejected);
}
