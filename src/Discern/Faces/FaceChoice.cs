namespace Discern.Faces;

/// <summary>Which faces of a picture are cut out.</summary>
public enum FaceChoice
{
    /// <summary>The largest one.</summary>
    Largest,

    /// <summary>All of them, each into a file of its own.</summary>
    All,
}
