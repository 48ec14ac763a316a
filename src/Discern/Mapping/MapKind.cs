namespace Discern.Mapping;

/// <summary>By what a map of pictures is drawn.</summary>
public enum MapKind
{
    /// <summary>The two directions in which features differ most: drawn at once, and a true shadow of all distances.</summary>
    Plane,

    /// <summary>Who is near to whom: clusters stand apart, but the distances between them mean little.</summary>
    Neighbours,
}
