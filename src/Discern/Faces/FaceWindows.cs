using Discern.Imaging;

namespace Discern.Faces;

/// <summary>Squares of one size that cover a picture, each overlapping its neighbours by at least half.</summary>
internal static class FaceWindows
{
    /// <summary>The squares, row by row; where the picture is narrower than a square, that reaches over both its edges alike.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="side">The side of a square in pixels, at least 1.</param>
    public static IEnumerable<PictureArea> Of(Picture picture, int side) =>
        from top in Starts(picture.Height, side)
        from left in Starts(picture.Width, side)
        select new PictureArea(left, top, side, side);

    private static IEnumerable<int> Starts(int length, int side)
    {
        if (length <= side)
        {
            return [(length - side) / 2];
        }

        int steps = (int)Math.Ceiling((length - side) / (side / 2.0));
        return Enumerable.Range(0, steps + 1).Select(step => (int)((long)(length - side) * step / steps));
    }
}
