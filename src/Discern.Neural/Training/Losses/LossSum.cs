namespace Discern.Neural.Training.Losses;

/// <summary>Losses added up over examples.</summary>
/// <param name="Loss">The sum of weighted losses.</param>
/// <param name="Right">How many examples were classified rightly.</param>
internal readonly record struct LossSum(double Loss, int Right);
