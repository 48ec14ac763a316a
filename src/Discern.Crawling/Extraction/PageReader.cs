using AngleSharp;
using AngleSharp.Dom;
using Discern.Crawling.Fetching;
using Discern.Crawling.Sites;

namespace Discern.Crawling.Extraction;

/// <summary>Reads from a page what its site's description asks for; runs no script and loads nothing.</summary>
internal static class PageReader
{
    private static readonly string[] s_types = ["text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"];

    /// <summary>Reads the page.</summary>
    /// <exception cref="SkippedException">It is no page, or one made to choke the parser.</exception>
    public static async Task<PageContent> ReadAsync(Fetched page, Site site, CrawlOptions options, CancellationToken cancellationToken)
    {
        string type = page.Header("Content-Type") ?? "text/html";
        if (!s_types.Contains(type.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
        {
            throw new SkippedException($"it is no page but '{type}'");
        }

        // Time for one tag grows with those left open before it: a small page can be made to take for ever.
        using var timer = new CancellationTokenSource(options.ParseTimeout, options.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using IBrowsingContext context = BrowsingContext.New(Configuration.Default);
        using var body = new MemoryStream(page.Body);
        try
        {
            using IDocument document = await context.OpenAsync(
                response => response.Content(body).Address(page.Address).Header("Content-Type", Html(type)), both.Token);
            return Read(document, site);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SkippedException($"its markup takes longer than {options.ParseTimeout.TotalSeconds:0.#} s to read");
        }
    }

    // Whatever markup a page calls itself: the parser of HTML understands all of it, the one of XML refuses most.
    private static string Html(string type) => type.Split(';', 2) is [_, var parameters] ? $"text/html;{parameters}" : "text/html";

    private static PageContent Read(IDocument document, Site site)
    {
        Uri root = Root(document);
        IElement[] elements = [.. document.QuerySelectorAll(site.Picture)];
        Surroundings? names = Around(document, site.Name, elements), labels = Around(document, site.LabelSelector, elements);
        var pictures = new Dictionary<string, FoundPicture>(StringComparer.Ordinal);
        var unusable = new List<UnusablePicture>();
        foreach (IElement element in elements)
        {
            Uri? address = PictureSource.Of(element) is { } source ? Resolve(root, source) : null;
            string? category = site.Label ?? labels!.Of(element);
            if (address is null)
            {
                unusable.Add(new UnusablePicture(document.Url, $"an element that '{site.Picture}' finds holds no address of a picture: {Start(element)}"));
            }
            else if (category is null)
            {
                unusable.Add(new UnusablePicture(address.AbsoluteUri, $"'{site.LabelSelector}' finds no label for it, or several at the same distance"));
            }
            else
            {
                pictures.TryAdd(address.AbsoluteUri, new FoundPicture(address.AbsoluteUri, category, names?.Of(element) ?? ""));
            }
        }

        return new PageContent([.. pictures.Values], Next(document, root, site), site.Licence ?? Licence(document, root), unusable);
    }

    private static Surroundings? Around(IDocument document, string? selector, IElement[] pictures) =>
        selector is null ? null : new Surroundings([.. document.QuerySelectorAll(selector)], pictures);

    private static List<string> Next(IDocument document, Uri root, Site site)
    {
        if (site.Next is null)
        {
            return [];
        }

        IEnumerable<IElement> links = document.QuerySelectorAll(site.Next)
            .Select(element => element.HasAttribute("href") ? element : element.QuerySelector("[href]")).OfType<IElement>();
        return [.. links.Select(link => Resolve(root, link.GetAttribute("href")!)).OfType<Uri>().Select(address => address.AbsoluteUri).Distinct(StringComparer.Ordinal)];
    }

    private static string Licence(IDocument document, Uri root) =>
        document.QuerySelector("[rel~=license][href]") is { } link && Resolve(root, link.GetAttribute("href")!) is { } address ? address.AbsoluteUri : "";

    /// <summary>What addresses on the page start from; asked once, since the parser looks through the page for it.</summary>
    private static Uri Root(IDocument document) => Uri.TryCreate(document.BaseUri, UriKind.Absolute, out Uri? root) ? root : new Uri(document.Url);

    /// <summary>The absolute address without its fragment; null where it is no address that can be fetched.</summary>
    private static Uri? Resolve(Uri root, string address) =>
        Uri.TryCreate(root, address.Trim(), out Uri? absolute) && absolute.Scheme is "http" or "https"
            ? new Uri(absolute.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped))
            : null;

    private static string Start(IElement element)
    {
        string markup = element.OuterHtml;
        return markup.Length <= 80 ? markup : markup[..80] + "…";
    }
}
