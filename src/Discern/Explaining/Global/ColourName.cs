namespace Discern.Explaining.Global;

/// <summary>The twelve colours that people have short names for.</summary>
internal static class ColourName
{
    // Below these, out of 1, a colour is black, white or a grey to the eye.
    private const double LeastSaturation = 0.2;
    private const double Dark = 0.2;
    private const double Bright = 0.85;

    /// <summary>The name of a colour.</summary>
    /// <param name="red">0 to 255.</param>
    /// <param name="green">0 to 255.</param>
    /// <param name="blue">0 to 255.</param>
    public static string Of(double red, double green, double blue)
    {
        double value = Math.Max(red, Math.Max(green, blue)) / 255;
        double chroma = value - (Math.Min(red, Math.Min(green, blue)) / 255);
        if (value < Dark)
        {
            return "black";
        }

        if (chroma < LeastSaturation * value)
        {
            return value > Bright ? "white" : "grey";
        }

        double hue = Hue(red, green, blue, chroma * 255);
        return hue switch
        {
            < 15 or >= 345 => chroma < 0.5 * value && value > Bright ? "pink" : "red",
            < 40 => value < 0.65 ? "brown" : "orange",
            < 70 => value < 0.5 ? "brown" : "yellow",
            < 165 => "green",
            < 200 => "cyan",
            < 255 => "blue",
            < 290 => "purple",
            _ => value < 0.5 ? "purple" : "pink",
        };
    }

    // In degrees, as in HSV.
    private static double Hue(double red, double green, double blue, double chroma)
    {
        double sector = red >= green && red >= blue ? (green - blue) / chroma
            : green >= blue ? ((blue - red) / chroma) + 2
            : ((red - green) / chroma) + 4;
        return ((sector * 60) + 360) % 360;
    }
}
