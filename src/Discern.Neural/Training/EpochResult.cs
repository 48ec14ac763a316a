namespace Discern.Neural.Training;

/// <summary>How one epoch went.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Loss">Mean loss over the training examples.</param>
/// <param name="Accuracy">Accuracy on the training examples.</param>
/// <param name="ValidationLoss">Mean loss over the validation examples, where there are any.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation examples, where there are any.</param>
/// <param name="LearningRate">The learning rate at the epoch's end.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record EpochResult(
    int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy, double LearningRate, double Seconds);
