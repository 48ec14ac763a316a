namespace Discern.Comparing;

/// <summary>Pictures that only one of two classifiers answers rightly, and McNemar's exact test of them.</summary>
/// <param name="OnlyReference">Pictures that only the reference answers rightly.</param>
/// <param name="OnlyThis">Pictures that only this one answers rightly.</param>
/// <param name="PValue">How probable a split at least as unequal is by chance.</param>
/// <param name="AdjustedPValue">The same, corrected by Holm for the number of contenders.</param>
public sealed record PairedAnswers(int OnlyReference, int OnlyThis, double PValue, double AdjustedPValue);
