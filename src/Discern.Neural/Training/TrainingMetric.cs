namespace Discern.Neural.Training;

/// <summary>The figure by which epochs are compared.</summary>
public enum TrainingMetric
{
    /// <summary>Loss on validation examples, smaller is better; on training examples where there are no others.</summary>
    Loss,

    /// <summary>Accuracy on validation examples, larger is better; on training examples where there are no others.</summary>
    Accuracy,
}
