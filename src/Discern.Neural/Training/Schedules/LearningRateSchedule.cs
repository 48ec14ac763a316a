namespace Discern.Neural.Training.Schedules;

/// <summary>How the learning rate changes in the course of training.</summary>
/// <remarks>A pure function of how far training has come and of its history, so that a resumed training goes on the same.</remarks>
public abstract record LearningRateSchedule
{
    /// <summary>The factor on the optimizer's learning rate.</summary>
    /// <param name="progress">Epochs done, with the share of the present one, from 0 to <paramref name="epochs"/>.</param>
    /// <param name="epochs">Epochs in all.</param>
    /// <param name="history">The finished epochs, oldest first.</param>
    /// <param name="metric">The figure that the history is judged by.</param>
    public abstract double Factor(double progress, int epochs, IReadOnlyList<EpochResult> history, TrainingMetric metric);
}
