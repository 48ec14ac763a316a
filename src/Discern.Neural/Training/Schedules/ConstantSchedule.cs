namespace Discern.Neural.Training.Schedules;

/// <summary>The learning rate stays as it is.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double progress, int epochs, IReadOnlyList<EpochResult> history, TrainingMetric metric) => 1;
}
