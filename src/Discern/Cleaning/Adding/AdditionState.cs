namespace Discern.Cleaning.Adding;

/// <summary>How far an addition is carried out.</summary>
public enum AdditionState
{
    /// <summary>About to be made; how far it came, the disk says.</summary>
    Planned,

    /// <summary>The picture is there.</summary>
    Done,

    /// <summary>Taken back, or never made.</summary>
    Undone,
}
