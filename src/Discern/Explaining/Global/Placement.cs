namespace Discern.Explaining.Global;

/// <summary>Where in a picture something is, in words.</summary>
internal static class Placement
{
    /// <summary>The ninth of a picture that a point lies in.</summary>
    /// <param name="across">From 0 on the left to 1 on the right.</param>
    /// <param name="down">From 0 at the top to 1 at the bottom.</param>
    public static string Of(double across, double down) => (Third(down), Third(across)) switch
    {
        (0, 0) => "at the upper left",
        (0, 1) => "at the top",
        (0, 2) => "at the upper right",
        (1, 0) => "at the left",
        (1, 1) => "in the middle",
        (1, 2) => "at the right",
        (2, 0) => "at the lower left",
        (2, 1) => "at the bottom",
        _ => "at the lower right",
    };

    private static int Third(double place) => Math.Clamp((int)(place * 3), 0, 2);
}
