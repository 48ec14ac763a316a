using Discern.Documents;
using Discern.Imaging;

namespace Discern.Explaining.Drawing;

/// <summary>Draws an explanation as one picture: what the classifier saw, a panel for each class, the sums and the scale.</summary>
public static class ExplanationPanels
{
    private const int Side = 240;
    private const int Gap = 16;
    private const int Head = 56;
    private const int Foot = 92;
    private const int LongestName = 24;

    /// <summary>Draws it.</summary>
    /// <returns>A PNG.</returns>
    public static byte[] Png(ExplainedPicture explained)
    {
        ArgumentNullException.ThrowIfNull(explained);
        return PictureEncoder.Png(Draw(explained).Render(explained.Name));
    }

    private static SvgDrawing Draw(ExplainedPicture explained)
    {
        int height = (int)Math.Round((double)Side * explained.Height / explained.Width);
        int width = Gap + ((1 + explained.Maps.Count) * (Side + Gap));
        var drawing = new SvgDrawing(width, Head + height + Foot);
        Panel(drawing, Gap, height, explained.Name, $"{explained.Answer}: {Number(explained.Probability)}", explained.MediaType, explained.Picture);
        for (int index = 0; index < explained.Maps.Count; index++)
        {
            ExplainedClass map = explained.Maps[index];
            int left = Gap + ((1 + index) * (Side + Gap));
            Panel(drawing, left, height, map.Class, $"probability {Number(map.Probability)}", explained.MediaType, map.Picture);
            drawing.Text(left, Head + height + 20, 12, SvgDrawing.Ink, map.Sums);
        }

        Scale(drawing, Head + height, width, explained);
        return drawing;
    }

    private static void Panel(SvgDrawing drawing, int left, int height, string title, string subtitle, string mediaType, byte[] picture)
    {
        drawing.Text(left, 24, 15, SvgDrawing.Ink, Short(title), "bold");
        drawing.Text(left, 43, 12, SvgDrawing.Faint, Short(subtitle));
        drawing.Image(left, Head, Side, height, mediaType, picture);
    }

    private static void Scale(SvgDrawing drawing, int bottom, int width, ExplainedPicture explained)
    {
        int left = Gap + Side + Gap;
        int bar = Math.Min(Side, width - left - Gap);
        drawing.Gradient("scale", "#008bfb", "#f4f4f4", "#ff0051");
        drawing.Rectangle(left, bottom + 38, bar, 10, "url(#scale)");
        drawing.Text(left, bottom + 64, 11, SvgDrawing.Faint, $"−{Number(explained.Scale)}");
        drawing.Text(left + (bar / 2), bottom + 64, 11, SvgDrawing.Faint, "0", anchor: "middle");
        drawing.Text(left + bar, bottom + 64, 11, SvgDrawing.Faint, $"+{Number(explained.Scale)}", anchor: "end");
        drawing.Text(left, bottom + 82, 11, SvgDrawing.Faint, $"{explained.MethodName}, {explained.UnitName} per pixel");
        drawing.Text(Gap, bottom + 48, 11, "#ff0051", "red: speaks for the class");
        drawing.Text(Gap, bottom + 64, 11, "#008bfb", "blue: speaks against it");
    }

    private static string Number(double value) => ExplainedPicture.Number(value);

    private static string Short(string text) => text.Length <= LongestName ? text : $"{text[..(LongestName - 1)]}…";
}
