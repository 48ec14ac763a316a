using System.Text;
using System.Xml;
using System.Xml.Linq;
using Discern.Imaging;

namespace Discern.Documents;

/// <summary>A drawing of pictures, text and rectangles on white, which libvips turns into pixels.</summary>
internal sealed class SvgDrawing
{
    /// <summary>The colour of what is to be read first.</summary>
    public const string Ink = "#17191e";

    /// <summary>The colour of what is to be read second.</summary>
    public const string Faint = "#565d69";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement root;

    /// <summary>Begins a drawing.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public SvgDrawing(int width, int height)
    {
        root = new XElement(
            Svg + "svg",
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("font-family", "DejaVu Sans, Helvetica, Arial, sans-serif"));
        Rectangle(0, 0, width, height, "#ffffff");
    }

    /// <summary>Fills a rectangle.</summary>
    public void Rectangle(int left, int top, int width, int height, string fill) => root.Add(new XElement(
        Svg + "rect",
        new XAttribute("x", left),
        new XAttribute("y", top),
        new XAttribute("width", width),
        new XAttribute("height", height),
        new XAttribute("fill", fill)));

    /// <summary>Draws the edge of a rectangle, two pixels wide.</summary>
    public void Frame(int left, int top, int width, int height, string colour) => root.Add(new XElement(
        Svg + "rect",
        new XAttribute("x", left),
        new XAttribute("y", top),
        new XAttribute("width", width),
        new XAttribute("height", height),
        new XAttribute("fill", "none"),
        new XAttribute("stroke", colour),
        new XAttribute("stroke-width", 2)));

    /// <summary>Defines a slope of three colours, left to right, that <c>url(#name)</c> fills with.</summary>
    public void Gradient(string name, string first, string middle, string last) => root.Add(new XElement(
        Svg + "defs",
        new XElement(Svg + "linearGradient", new XAttribute("id", name), Stop("0", first), Stop("0.5", middle), Stop("1", last))));

    /// <summary>Draws the bytes of a picture's file, stretched to a size.</summary>
    public void Image(int left, int top, int width, int height, string mediaType, byte[] contents) => root.Add(new XElement(
        Svg + "image",
        new XAttribute("x", left),
        new XAttribute("y", top),
        new XAttribute("width", width),
        new XAttribute("height", height),
        new XAttribute("preserveAspectRatio", "none"),
        new XAttribute("href", $"data:{mediaType};base64,{Convert.ToBase64String(contents)}")));

    /// <summary>Writes a line of text.</summary>
    public void Text(int left, int baseline, int size, string colour, string text, string weight = "normal", string anchor = "start") => root.Add(new XElement(
        Svg + "text",
        new XAttribute("x", left),
        new XAttribute("y", baseline),
        new XAttribute("font-size", size),
        new XAttribute("font-weight", weight),
        new XAttribute("text-anchor", anchor),
        new XAttribute("fill", colour),
        Printable(text)));

    /// <summary>The drawing as pixels.</summary>
    /// <param name="name">What to call it where it cannot be drawn.</param>
    public Picture Render(string name) =>
        PictureDecoder.Decode(Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)), name, new DecodeOptions());

    private static XElement Stop(string offset, string colour) =>
        new(Svg + "stop", new XAttribute("offset", offset), new XAttribute("stop-color", colour));

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
