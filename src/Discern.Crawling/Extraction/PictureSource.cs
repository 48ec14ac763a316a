using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Discern.Crawling.Extraction;

/// <summary>Finds the best address of the picture that an element shows.</summary>
/// <remarks>
/// The largest of <c>srcset</c> counts, over all <c>source</c> elements of a <c>picture</c> and with the attributes in which scripts for
/// lazy loading keep it meanwhile; then those attributes; then <c>src</c>, which is a placeholder where there is one of them.
/// </remarks>
internal static partial class PictureSource
{
    private static readonly string[] s_sets = ["data-srcset", "data-lazy-srcset", "data-original-set", "srcset"];

    private static readonly string[] s_lazy =
        ["data-full", "data-original", "data-src", "data-lazy-src", "data-lazy", "data-echo", "data-hi-res-src", "data-bg", "data-background", "data-background-image"];

    /// <summary>The address as it stands in the page; null where the element shows no picture.</summary>
    public static string? Of(IElement element) => element.LocalName switch
    {
        "img" => OfImage(element),
        "source" => Best([.. Sets(element), .. Plain(element, "src")]),
        "a" => PictureInside(element) is { } image && !LeadsToPicture(element) ? OfImage(image) : element.GetAttribute("href"),
        "link" => element.GetAttribute("href"),
        "meta" => element.GetAttribute("content"),
        "video" => element.GetAttribute("poster"),
        "image" => element.GetAttribute("href") ?? element.GetAttribute("xlink:href"),
        _ => Lazy(element) ?? Background(element) ?? (PictureInside(element) is { } image ? OfImage(image) : null),
    };

    private static string? OfImage(IElement image)
    {
        IEnumerable<IElement> sources = image.ParentElement is { LocalName: "picture" } picture ? picture.Children.Where(child => child.LocalName is "source") : [];
        // The image's own offers come first: of equals they win, and they are in the format that all can read.
        return Best([.. Sets(image), .. sources.SelectMany(Sets), .. Plain(image, [.. s_lazy, "src"])]);
    }

    private static string? Best(List<SourceCandidate> candidates) =>
        candidates.Where(candidate => !candidate.Address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(candidate => candidate.Width).ThenByDescending(candidate => candidate.Density).FirstOrDefault()?.Address;

    private static IEnumerable<SourceCandidate> Sets(IElement element) =>
        s_sets.Select(element.GetAttribute).OfType<string>().SelectMany(SourceSet.Parse);

    // In this order: the sort above keeps it among equals.
    private static IEnumerable<SourceCandidate> Plain(IElement element, params string[] attributes) =>
        attributes.Select(element.GetAttribute).OfType<string>().Select(address => address.Trim()).Where(address => address.Length > 0)
            .Select(address => new SourceCandidate(address, Width: 0, Density: 1));

    private static string? Lazy(IElement element) => Best([.. Sets(element), .. Plain(element, s_lazy)]);

    private static string? Background(IElement element) =>
        element.GetAttribute("style") is { } style && BackgroundAddress().Match(style) is { Success: true } match ? match.Groups["address"].Value : null;

    private static IElement? PictureInside(IElement element) => element.QuerySelector("img");

    private static bool LeadsToPicture(IElement link) =>
        link.GetAttribute("href") is { } address && PictureExtension().IsMatch(address.Split('?', '#')[0]);

    [GeneratedRegex(@"background(-image)?\s*:[^;]*?url\(\s*(?<quote>['""]?)(?<address>.*?)\k<quote>\s*\)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BackgroundAddress();

    [GeneratedRegex(@"\.(jpe?g|jfif|png|webp|gif|tiff?|avif|hei[cf]|svg)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PictureExtension();
}
