namespace Discern.Cleaning;

/// <summary>What a cleaning is doing.</summary>
public enum CleaningPhase
{
    /// <summary>Pictures are read and decoded.</summary>
    Reading,

    /// <summary>Pictures are compared with each other.</summary>
    Comparing,

    /// <summary>A pretrained network looks at the pictures.</summary>
    Features,

    /// <summary>Labels and all else are judged.</summary>
    Judging,
}
