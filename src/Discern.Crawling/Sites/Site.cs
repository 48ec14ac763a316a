using System.Security.Cryptography;
using System.Text;

namespace Discern.Crawling.Sites;

/// <summary>Pages of the web to collect pictures from, and how to find on them what belongs to a picture.</summary>
/// <remarks>
/// Selectors are CSS selectors. What belongs to a picture (its name, its label) is looked for in the smallest part of the page
/// around the picture that holds any, so that a card's name goes with the card's picture, and a page's heading with all of its pictures.
/// </remarks>
public sealed record Site
{
    /// <summary>The pages to begin with: absolute http or https addresses, at least one.</summary>
    public required IReadOnlyList<Uri> Start { get; init; }

    /// <summary>The label of all pictures; null where <see cref="LabelSelector"/> finds it.</summary>
    public string? Label { get; init; }

    /// <summary>Finds the label of a picture on its page; null where <see cref="Label"/> says it.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Finds the pictures: <c>img</c>, links to pictures, elements with a background picture, or elements around one of these.</summary>
    public string Picture { get; init; } = "img";

    /// <summary>Finds the name of what a picture shows; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Finds the links to go on to: the next page, or pages of details. Null to stay on the start pages.</summary>
    public string? Next { get; init; }

    /// <summary>The licence of the pictures; where it is null, what a page links to with <c>rel="license"</c>.</summary>
    public string? Licence { get; init; }

    /// <summary>Whether a page has to be built by its scripts in a browser before it is read.</summary>
    public bool IsRendered { get; init; }

    /// <summary>No more pages are visited in one crawl.</summary>
    public int MaximumPages { get; init; } = 1000;

    /// <summary>Names exactly this description: what was found on a page with another one counts no more.</summary>
    internal string Key
    {
        get
        {
            string text = string.Join('\n', [Label, LabelSelector, Picture, Name, Next, Licence, $"{IsRendered}", .. Start.Select(address => address.AbsoluteUri)]);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        }
    }
}
