namespace Discern.Web.Reports;

/// <summary>One epoch of the learning curves.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Loss">Mean training loss over the epoch.</param>
/// <param name="Accuracy">Training accuracy over the epoch, 0 to 1.</param>
/// <param name="ValidationLoss">Loss on the validation pictures after the epoch, where there are any.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation pictures after the epoch, 0 to 1, where there are any.</param>
/// <param name="LearningRate">The learning rate at its end.</param>
public sealed record EpochPoint(int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy, double LearningRate);
