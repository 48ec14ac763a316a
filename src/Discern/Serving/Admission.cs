namespace Discern.Serving;

/// <summary>Whether pictures were taken to be classified.</summary>
public enum Admission
{
    /// <summary>They were, and will be answered.</summary>
    Taken,

    /// <summary>The queue has no room for them now.</summary>
    Full,

    /// <summary>The predictor is stopping and takes nothing more.</summary>
    Stopping,
}
