using Discern.Imaging;

namespace Discern.Explaining.Masking;

/// <summary>The visible parts of a picture, as rectangles: one, and those of a smaller coalition, which it does not touch.</summary>
/// <param name="Rest">The other parts; null for none.</param>
/// <param name="Area">One part.</param>
internal sealed record Coalition(Coalition? Rest, PictureArea Area)
{
    /// <summary>The parts of a coalition, of which null is the empty one.</summary>
    public static IEnumerable<PictureArea> Areas(Coalition? coalition)
    {
        for (; coalition is not null; coalition = coalition.Rest)
        {
            yield return coalition.Area;
        }
    }

    /// <summary>All of a picture but one rectangle.</summary>
    public static Coalition? Without(PictureArea hidden, int width, int height)
    {
        PictureArea[] around =
        [
            new(0, 0, width, hidden.Top),
            new(0, hidden.Bottom, width, height - hidden.Bottom),
            new(0, hidden.Top, hidden.Left, hidden.Height),
            new(hidden.Right, hidden.Top, width - hidden.Right, hidden.Height),
        ];
        return around.Where(area => area is { Width: > 0, Height: > 0 }).Aggregate((Coalition?)null, (rest, area) => new Coalition(rest, area));
    }
}
