namespace Discern.Neural.Training;

/// <summary>Means over the examples of an epoch.</summary>
/// <param name="Loss">Mean weighted loss.</param>
/// <param name="Accuracy">Share classified rightly, 0 to 1.</param>
internal sealed record EpochSum(double Loss, double Accuracy);
