namespace Discern.Imaging;

/// <summary>A rectangle of whole pixels in a picture.</summary>
/// <param name="Left">The first column, from 0.</param>
/// <param name="Top">The first row, from 0.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PictureArea(int Left, int Top, int Width, int Height)
{
    /// <summary>The column behind the last one.</summary>
    public int Right => Left + Width;

    /// <summary>The row below the last one.</summary>
    public int Bottom => Top + Height;

    /// <summary>The whole of a picture.</summary>
    public static PictureArea Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new PictureArea(0, 0, picture.Width, picture.Height);
    }

    /// <summary>What this rectangle and another have in common; without width or height where that is nothing.</summary>
    public PictureArea Intersect(PictureArea other)
    {
        int left = Math.Max(Left, other.Left);
        int top = Math.Max(Top, other.Top);
        return new PictureArea(left, top, Math.Max(Math.Min(Right, other.Right) - left, 0), Math.Max(Math.Min(Bottom, other.Bottom) - top, 0));
    }
}
