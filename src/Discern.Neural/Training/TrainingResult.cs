namespace Discern.Neural.Training;

/// <summary>How training ended.</summary>
/// <param name="State">The last finished epoch's state; the caller disposes of it.</param>
/// <param name="Ending">Why it ended.</param>
public sealed record TrainingResult(TrainingState State, TrainingEnding Ending);
