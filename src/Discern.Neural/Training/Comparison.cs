namespace Discern.Neural.Training;

/// <summary>Which of two epochs did better.</summary>
internal static class Comparison
{
    /// <summary>Whether an epoch is better than another by more than <paramref name="minimumChange"/>.</summary>
    public static bool IsBetter(EpochResult epoch, EpochResult other, TrainingMetric metric, double minimumChange = 0) =>
        metric == TrainingMetric.Accuracy
            ? (epoch.ValidationAccuracy ?? epoch.Accuracy) > (other.ValidationAccuracy ?? other.Accuracy) + minimumChange
            : (epoch.ValidationLoss ?? epoch.Loss) < (other.ValidationLoss ?? other.Loss) - minimumChange;
}
