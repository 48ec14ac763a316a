namespace Discern.Explaining.Methods;

/// <summary>What coalitions are worth: a row for each coalition, a column for each explained class.</summary>
/// <param name="coalitions">What is visible; null for nothing.</param>
internal delegate double[][] Game(IReadOnlyList<Masking.Coalition?> coalitions);
