namespace Discern.Cleaning.Quarantining;

/// <summary>How far a decision is carried out.</summary>
public enum DecisionState
{
    /// <summary>The picture is about to be moved; where it really is, the disk says.</summary>
    Planned,

    /// <summary>The picture is in quarantine.</summary>
    Quarantined,

    /// <summary>The picture is back where it was.</summary>
    Restored,

    /// <summary>The picture was gone before it could be moved.</summary>
    Vanished,
}
