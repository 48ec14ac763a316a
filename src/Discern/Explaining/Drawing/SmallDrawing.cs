using Discern.Imaging;

namespace Discern.Explaining.Drawing;

/// <summary>Makes a drawing small: at most <see cref="HeatMap.LeastSide"/> pixels a side, as WebP.</summary>
internal static class SmallDrawing
{
    /// <summary>The drawing, small.</summary>
    /// <param name="png">The drawing.</param>
    public static byte[] Of(byte[] png)
    {
        var options = new DecodeOptions { Width = HeatMap.LeastSide, Height = HeatMap.LeastSide, Fit = Fit.Inside };
        return PictureEncoder.WebP(PictureDecoder.Decode(png, "drawing", options));
    }
}
