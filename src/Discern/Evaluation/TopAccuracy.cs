namespace Discern.Evaluation;

/// <summary>How often the true class is among the likeliest few.</summary>
/// <param name="Size">How many.</param>
/// <param name="Accuracy">The share of the pictures; of equally probable classes the later counts first, as in scikit-learn.</param>
public sealed record TopAccuracy(int Size, Estimate Accuracy);
