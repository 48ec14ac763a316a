using AngleSharp.Dom;

namespace Discern.Crawling.Extraction;

/// <summary>Finds the text that belongs to a picture: in the smallest part of the page around it that holds any.</summary>
/// <param name="texts">The elements with the texts, e.g. all names.</param>
/// <param name="pictures">The elements with the pictures.</param>
internal sealed class Surroundings(IReadOnlyList<IElement> texts, IReadOnlyList<IElement> pictures)
{
    private readonly Dictionary<INode, (int Count, IElement First)> textsBelow = Below(texts);
    private readonly Dictionary<INode, (int Count, IElement First)> picturesBelow = Below(pictures);

    /// <summary>The text; null where there is none, or where several texts stand around several pictures and any choice would be a guess.</summary>
    public string? Of(IElement picture)
    {
        for (INode? node = picture; node is not null; node = node.Parent)
        {
            if (textsBelow.TryGetValue(node, out (int Count, IElement First) found))
            {
                bool isClear = found.Count == 1 || picturesBelow[node].Count == 1;
                return isClear ? Text(found.First) : null;
            }
        }

        return null;
    }

    private static string? Text(IElement element)
    {
        string text = element.LocalName switch
        {
            "meta" => element.GetAttribute("content") ?? "",
            "img" => element.GetAttribute("alt") ?? "",
            _ => element.TextContent,
        };
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 0 ? text : null;
    }

    private static Dictionary<INode, (int Count, IElement First)> Below(IReadOnlyList<IElement> elements)
    {
        var counts = new Dictionary<INode, (int Count, IElement First)>();
        foreach (IElement element in elements)
        {
            for (INode? node = element; node is not null; node = node.Parent)
            {
                counts[node] = counts.TryGetValue(node, out (int Count, IElement First) sofar) ? (sofar.Count + 1, sofar.First) : (1, element);
            }
        }

        return counts;
    }
}
