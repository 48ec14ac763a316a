namespace Discern.Cleaning.Correcting;

/// <summary>What can be decided about pictures.</summary>
public enum CorrectionKind
{
    /// <summary>Moved into the quarantine.</summary>
    SetAside,

    /// <summary>Given another class.</summary>
    Labelled,

    /// <summary>Put into a class from elsewhere.</summary>
    Added,
}
