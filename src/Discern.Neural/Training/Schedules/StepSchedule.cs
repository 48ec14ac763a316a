namespace Discern.Neural.Training.Schedules;

/// <summary>The learning rate falls by a factor every so many epochs.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>Epochs between two falls, at least 1.</summary>
    public int Every { get; init; } = 30;

    /// <summary>What remains of the learning rate at each fall, 0 to 1.</summary>
    public double Decay { get; init; } = 0.1;

    /// <inheritdoc/>
    public override double Factor(double progress, int epochs, IReadOnlyList<EpochResult> history, TrainingMetric metric) =>
        Math.Pow(Decay, Math.Floor(progress / Every));
}
