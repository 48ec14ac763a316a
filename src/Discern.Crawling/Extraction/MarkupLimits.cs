using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using Discern.Crawling.Fetching;

namespace Discern.Crawling.Extraction;

/// <summary>Stops the parser where a page is made to choke it.</summary>
/// <remarks>
/// The time for an element grows with its depth, and a few tags left open can multiply into very many elements; the length of the
/// page bounds neither. Chromium cuts nesting at 512.
/// </remarks>
internal sealed class MarkupLimits
{
    private const int MostElements = 300_000;
    private const int DeepestNesting = 1000;

    private int elements;
    private IElement? previous;

    /// <summary>Options for one document.</summary>
    public static HtmlParserOptions ForOneDocument() => new() { OnCreated = new MarkupLimits().Check };

    private void Check(IElement element, TextPosition position)
    {
        if (++elements > MostElements)
        {
            throw new SkippedException($"it has more than {MostElements} elements");
        }

        // A new element is not in its place yet; the one before it is.
        int depth = 0;
        for (INode? node = previous; node is not null; node = node.Parent)
        {
            if (++depth > DeepestNesting)
            {
                throw new SkippedException($"its elements are nested more than {DeepestNesting} deep");
            }
        }

        previous = element;
    }
}
