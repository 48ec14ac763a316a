namespace Discern.Neural.Training;

/// <summary>One step of a search for the learning rate.</summary>
/// <param name="LearningRate">The step's learning rate.</param>
/// <param name="Loss">The mean weighted loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">The same, averaged over the steps before with weights that fade.</param>
public sealed record LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);
