using Discern.Compute.Random;
using Discern.Pixels;

namespace Discern.Tests.Pixels;

/// <summary>Colours of a ball about a skin-like colour, which no plane cuts out, and colours from anywhere else; many repeat.</summary>
internal static class SampleColours
{
    private const int Radius = 60;

    public static bool IsInside(Colour colour) =>
        Squared(colour.Red - 200) + Squared(colour.Green - 150) + Squared(colour.Blue - 125) < Squared(Radius);

    public static PixelTable Table(int count)
    {
        var random = new Philox(7, 7);
        var rows = new List<PixelRow>();
        var seen = new HashSet<int>();
        while (rows.Count < count)
        {
            bool isNear = random.NextInt32(3) == 0;
            var colour = isNear
                ? Colour.Of((byte)(140 + random.NextInt32(116)), (byte)(90 + random.NextInt32(120)), (byte)(65 + random.NextInt32(120)))
                : new Colour(random.NextInt32(Colour.Count));
            if (seen.Add(colour.Code))
            {
                rows.Add(new PixelRow(colour, IsInside(colour) ? 0 : 1, colour.Code, 1 + random.NextInt32(8)));
            }
        }

        return new PixelTable(["inside", "outside"], rows, PixelGrouping.Colour);
    }

    private static int Squared(int value) => value * value;
}
