namespace Discern.Classifiers;

/// <summary>What a run is doing.</summary>
public enum RunPhase
{
    /// <summary>Pictures are read and decoded.</summary>
    Data,

    /// <summary>A pretrained body looks at the pictures.</summary>
    Features,

    /// <summary>The classifier learns.</summary>
    Training,

    /// <summary>All splits are predicted and the figures taken.</summary>
    Evaluation,

    /// <summary>One classifier after another learns and is judged; progress counts classifiers.</summary>
    Comparison,
}
