namespace Discern.Neural.Training.Schedules;

/// <summary>The learning rate falls whenever the metric has stopped improving: Keras' ReduceLROnPlateau.</summary>
public sealed record PlateauSchedule : LearningRateSchedule
{
    /// <summary>Epochs without improvement after which the learning rate falls, at least 1.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>What remains of the learning rate at each fall, 0 to 1.</summary>
    public double Decay { get; init; } = 0.1;

    /// <summary>The smallest factor that the learning rate falls to, 0 to 1.</summary>
    public double Minimum { get; init; } = 1e-4;

    /// <inheritdoc/>
    public override double Factor(double progress, int epochs, IReadOnlyList<EpochResult> history, TrainingMetric metric)
    {
        ArgumentNullException.ThrowIfNull(history);
        double factor = 1;
        EpochResult? best = null;
        int waited = 0;
        foreach (EpochResult epoch in history)
        {
            if (best is null || Comparison.IsBetter(epoch, best, metric))
            {
                best = epoch;
                waited = 0;
            }
            else if (++waited == Patience)
            {
                factor = Math.Max(factor * Decay, Minimum);
                waited = 0;
            }
        }

        return factor;
    }
}
