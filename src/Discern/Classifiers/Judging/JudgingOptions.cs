using Discern.Evaluation.Calibrating;
using Discern.Evaluation.Thresholds;

namespace Discern.Classifiers.Judging;

/// <summary>How a finished run's probabilities and answers are set.</summary>
public sealed record JudgingOptions
{
    /// <summary>How probabilities are corrected; null for what cross-validation shows to be better than nothing.</summary>
    public CalibrationMethod? Calibration { get; init; }

    /// <summary>What the threshold between two classes is chosen for; null for what the run has.</summary>
    public ThresholdGoal? Goal { get; init; }

    /// <summary>Threads that compute; 0 for all of the machine's.</summary>
    public int Threads { get; init; }
}
