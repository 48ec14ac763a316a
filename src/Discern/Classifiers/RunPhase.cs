namespace Discern.Classifiers;

/// <summary>What a run is doing.</summary>
public enum RunPhase
{
    /// <summary>Pictures are read and decoded.</summary>
    Data,

    /// <summary>The network learns.</summary>
    Training,

    /// <summary>All splits are predicted and the figures taken.</summary>
    Evaluation,
}
