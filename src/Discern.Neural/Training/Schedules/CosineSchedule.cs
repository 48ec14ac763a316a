namespace Discern.Neural.Training.Schedules;

/// <summary>
/// The learning rate rises in a straight line, then falls along half a cosine (Loshchilov and Hutter, "SGDR", ICLR 2017,
/// without restarts), changing at every step.
/// </summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>Epochs of rising at the start, 0 or more.</summary>
    public double WarmUp { get; init; }

    /// <summary>The share of the learning rate that is left at the end, 0 to 1.</summary>
    public double Final { get; init; }

    /// <inheritdoc/>
    public override double Factor(double progress, int epochs, IReadOnlyList<EpochResult> history, TrainingMetric metric)
    {
        if (progress < WarmUp)
        {
            return progress / WarmUp;
        }

        double falling = Math.Max(epochs - WarmUp, double.Epsilon);
        double share = Math.Min((progress - WarmUp) / falling, 1);
        return Final + ((1 - Final) * 0.5 * (1 + Math.Cos(Math.PI * share)));
    }
}
