namespace Discern.Faces;

/// <summary>A face in a picture: the square from the brows to the chin, in pixels; it may reach over the picture's edge.</summary>
/// <param name="Left">Its left edge, from the picture's left edge.</param>
/// <param name="Top">Its upper edge, from the picture's upper edge.</param>
/// <param name="Width">Its width, over 0.</param>
/// <param name="Height">Its height, over 0.</param>
/// <param name="Score">How sure the network is, from 0 to 1.</param>
public readonly record struct Face(float Left, float Top, float Width, float Height, float Score)
{
    /// <summary>The column behind its right edge.</summary>
    public float Right => Left + Width;

    /// <summary>The row below its lower edge.</summary>
    public float Bottom => Top + Height;

    /// <summary>Width times height.</summary>
    public float Area => Width * Height;

    /// <summary>The area that two faces share over the area that both cover together (intersection over union), 0 to 1.</summary>
    public float Overlap(Face other)
    {
        float shared = Math.Max(Math.Min(Right, other.Right) - Math.Max(Left, other.Left), 0)
            * Math.Max(Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top), 0);
        return shared / (Area + other.Area - shared);
    }
}
