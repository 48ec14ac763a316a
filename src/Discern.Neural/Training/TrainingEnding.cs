namespace Discern.Neural.Training;

/// <summary>Why training ended.</summary>
public enum TrainingEnding
{
    /// <summary>All epochs are done.</summary>
    Finished,

    /// <summary>The metric had stopped improving.</summary>
    StoppedEarly,

    /// <summary>The caller cancelled it; the epoch under way counts as not done.</summary>
    Cancelled,
}
