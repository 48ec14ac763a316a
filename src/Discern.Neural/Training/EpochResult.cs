namespace Discern.Neural.Training;

/// <summary>What one epoch achieved: a row of <c>history.csv</c>.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Loss">Mean weighted loss over the epoch's training examples, dropout at work, as the weights changed.</param>
/// <param name="Accuracy">Share of training examples classified rightly on the way, 0 to 1.</param>
/// <param name="ValidationLoss">Mean loss over the validation examples after the epoch; absent without them.</param>
/// <param name="ValidationAccuracy">Share of validation examples classified rightly after the epoch, 0 to 1.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
/// <param name="Seconds">How long the epoch took, validation included.</param>
public sealed record EpochResult(
    int Epoch,
    double Loss,
    double Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double LearningRate,
    double Seconds);
