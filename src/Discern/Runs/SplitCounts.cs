namespace Discern.Runs;

/// <summary>How many pictures each class has in each split, in the order of the run's classes.</summary>
/// <param name="Train">Counts of the training split.</param>
/// <param name="Validation">Counts of the validation split.</param>
/// <param name="Test">Counts of the test split.</param>
public sealed record SplitCounts(IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test);
