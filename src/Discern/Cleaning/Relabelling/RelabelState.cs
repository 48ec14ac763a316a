namespace Discern.Cleaning.Relabelling;

/// <summary>How far a change of a class is carried out.</summary>
public enum RelabelState
{
    /// <summary>About to be made; how far it came, the disk says.</summary>
    Planned,

    /// <summary>Made.</summary>
    Done,

    /// <summary>Taken back, or never made.</summary>
    Undone,
}
