namespace Discern.Neural.Training;

/// <summary>Ends training when the metric has not improved for a while.</summary>
public sealed record EarlyStopping
{
    /// <summary>Epochs without improvement after which training ends, at least 1.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By how much the metric must improve to count, 0 or more.</summary>
    public double MinimumChange { get; init; }
}
