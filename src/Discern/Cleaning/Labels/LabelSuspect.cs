namespace Discern.Cleaning.Labels;

/// <summary>An example whose label may be wrong.</summary>
/// <param name="Row">Its place.</param>
/// <param name="Suggested">The class that it seems to be of.</param>
/// <param name="Margin">How much more probable that class is than the given one, up to 1.</param>
public readonly record struct LabelSuspect(int Row, int Suggested, float Margin);
