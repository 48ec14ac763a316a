using System.Text;
using System.Xml;
using System.Xml.Linq;
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

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws it.</summary>
    /// <returns>A PNG.</returns>
    public static byte[] Png(ExplainedPicture explained)
    {
        ArgumentNullException.ThrowIfNull(explained);
        string drawing = Draw(explained).ToString(SaveOptions.DisableFormatting);
        return PictureEncoder.Png(PictureDecoder.Decode(Encoding.UTF8.GetBytes(drawing), explained.Name, new DecodeOptions()));
    }

    private static XElement Draw(ExplainedPicture explained)
    {
        int height = (int)Math.Round((double)Side * explained.Height / explained.Width);
        int width = Gap + ((1 + explained.Maps.Count) * (Side + Gap));
        var root = new XElement(
            Svg + "svg",
            new XAttribute("width", width),
            new XAttribute("height", Head + height + Foot),
            new XAttribute("font-family", "DejaVu Sans, Helvetica, Arial, sans-serif"),
            new XElement(Svg + "rect", new XAttribute("width", width), new XAttribute("height", Head + height + Foot), new XAttribute("fill", "#ffffff")));
        Panel(root, Gap, height, explained.Name, $"{explained.Answer}: {Number(explained.Probability)}", explained.MediaType, explained.Picture);
        for (int index = 0; index < explained.Maps.Count; index++)
        {
            ExplainedClass map = explained.Maps[index];
            int left = Gap + ((1 + index) * (Side + Gap));
            Panel(root, left, height, map.Class, $"probability {Number(map.Probability)}", explained.MediaType, map.Picture);
            root.Add(Text(left, Head + height + 20, 12, "#17191e", map.Sums));
        }

        Scale(root, Head + height, width, explained);
        return root;
    }

    private static void Panel(XElement root, int left, int height, string title, string subtitle, string mediaType, byte[] picture)
    {
        root.Add(Text(left, 24, 15, "#17191e", Short(title), "bold"));
        root.Add(Text(left, 43, 12, "#565d69", Short(subtitle)));
        root.Add(new XElement(
            Svg + "image",
            new XAttribute("x", left),
            new XAttribute("y", Head),
            new XAttribute("width", Side),
            new XAttribute("height", height),
            new XAttribute("preserveAspectRatio", "none"),
            new XAttribute("href", $"data:{mediaType};base64,{Convert.ToBase64String(picture)}")));
    }

    private static void Scale(XElement root, int bottom, int width, ExplainedPicture explained)
    {
        int left = Gap + Side + Gap;
        int bar = Math.Min(Side, width - left - Gap);
        root.Add(new XElement(
            Svg + "defs",
            new XElement(
                Svg + "linearGradient",
                new XAttribute("id", "scale"),
                Stop("0", "#008bfb"),
                Stop("0.5", "#f4f4f4"),
                Stop("1", "#ff0051"))));
        root.Add(new XElement(
            Svg + "rect",
            new XAttribute("x", left),
            new XAttribute("y", bottom + 38),
            new XAttribute("width", bar),
            new XAttribute("height", 10),
            new XAttribute("fill", "url(#scale)")));
        root.Add(Text(left, bottom + 64, 11, "#565d69", $"−{Number(explained.Scale)}"));
        root.Add(Text(left + (bar / 2), bottom + 64, 11, "#565d69", "0", anchor: "middle"));
        root.Add(Text(left + bar, bottom + 64, 11, "#565d69", $"+{Number(explained.Scale)}", anchor: "end"));
        root.Add(Text(left, bottom + 82, 11, "#565d69", $"{explained.MethodName}, {explained.UnitName} per pixel"));
        root.Add(Text(Gap, bottom + 48, 11, "#ff0051", "red: speaks for the class"));
        root.Add(Text(Gap, bottom + 64, 11, "#008bfb", "blue: speaks against it"));
    }

    private static XElement Stop(string offset, string colour) =>
        new(Svg + "stop", new XAttribute("offset", offset), new XAttribute("stop-color", colour));

    private static XElement Text(int left, int baseline, int size, string colour, string text, string weight = "normal", string anchor = "start") => new(
        Svg + "text",
        new XAttribute("x", left),
        new XAttribute("y", baseline),
        new XAttribute("font-size", size),
        new XAttribute("font-weight", weight),
        new XAttribute("text-anchor", anchor),
        new XAttribute("fill", colour),
        Printable(text));

    private static string Number(double value) => ExplainedPicture.Number(value);

    private static string Short(string text) => text.Length <= LongestName ? text : $"{text[..(LongestName - 1)]}…";

    // A file may be called what no XML may hold.
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            bool isPair = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
            if (isPair)
            {
                printable.Append(text, index++, 2);
            }
            else
            {
                printable.Append(XmlConvert.IsXmlChar(text[index]) ? text[index] : '\uFFFD');
            }
        }

        return printable.ToString();
    }
}
