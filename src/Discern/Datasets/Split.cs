namespace Discern.Datasets;

/// <summary>What a picture is used for.</summary>
public enum Split
{
    /// <summary>The network learns from it.</summary>
    Train,

    /// <summary>Choices are made on it: the best epoch, the threshold.</summary>
    Validation,

    /// <summary>Only the final figures are taken on it.</summary>
    Test,
}
