namespace Discern.Splitting;

/// <summary>What the splitting of a data set is doing.</summary>
public enum SplitPhase
{
    /// <summary>Pictures are read and decoded.</summary>
    Reading,

    /// <summary>Pictures are compared with each other.</summary>
    Comparing,

    /// <summary>Links or copies are made.</summary>
    Placing,
}
