using AngleSharp.Css.Parser;
using Discern.Documents;
using YamlDotNet.Core.Events;

namespace Discern.Crawling.Sites;

/// <summary>Reads the list of sites to crawl from a YAML file.</summary>
/// <remarks><code>
/// - start: https://example.org/apples     # or a list of addresses
///   label: apple                          # or label_selector: .breadcrumb b
///   picture: .card img                    # CSS selectors; this one is img where it is left out
///   name: .card h2
///   next: a.next
///   licence: CC BY 4.0
///   render: browser                       # for pages built by scripts
///   pages: 200                            # no more of them
/// </code></remarks>
public sealed class SitesYaml
{
    private const long LargestFile = 4 << 20;
    private const string Needs = "a list of sites, each after a dash and with 'start' and 'label'";
    private const string Keys = "start, label, label_selector, picture, name, next, licence, render and pages";

    private readonly CssSelectorParser selectors = new();
    private readonly YamlEvents events;

    private SitesYaml(YamlEvents events) => this.events = events;

    /// <summary>Reads the file.</summary>
    /// <exception cref="DiscernException">The file cannot be read, is malformed, or describes no site; the sentence says the line.</exception>
    public static IReadOnlyList<Site> Read(string path) =>
        YamlEvents.Read(path, "sites to crawl", LargestFile, Needs, events => new SitesYaml(events).Sites());

    private List<Site> Sites()
    {
        SequenceStart start = events.Expect<SequenceStart>(Needs);
        var sites = new List<Site>();
        while (!events.Takes<SequenceEnd>())
        {
            sites.Add(Site());
        }

        return sites.Count > 0 ? sites : throw events.Wrong(start, "the list is empty");
    }

    private Site Site()
    {
        MappingStart at = events.Expect<MappingStart>("a site with 'start' and 'label'");
        var site = new Site { Start = [] };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!events.Takes<MappingEnd>())
        {
            Scalar key = events.Expect<Scalar>("a name");
            site = seen.Add(key.Value) ? With(site, key) : throw events.Wrong(key, $"'{key.Value}' stands twice in one site");
        }

        return (site.Start.Count, site.Label, site.LabelSelector) switch
        {
            (0, _, _) => throw events.Wrong(at, "the site has no 'start', the address of its first page"),
            (_, null, null) => throw events.Wrong(at, "the site has no 'label' for its pictures, nor a 'label_selector' that finds it"),
            (_, not null, not null) => throw events.Wrong(at, "'label' and 'label_selector' exclude each other"),
            _ => site,
        };
    }

    private Site With(Site site, Scalar key) => key.Value switch
    {
        "start" => site with { Start = Addresses() },
        "label" => site with { Label = Text(key) },
        "label_selector" => site with { LabelSelector = Selector(key) },
        "picture" => site with { Picture = Selector(key) },
        "name" => site with { Name = Selector(key) },
        "next" => site with { Next = Selector(key) },
        "licence" => site with { Licence = Text(key) },
        "render" => site with { IsRendered = Renders(key) },
        "pages" => site with { MaximumPages = events.WholeNumber(key, Value(key), 1, 1_000_000) },
        _ => throw events.Wrong(key, $"'{key.Value}' is not known here; known are {Keys}"),
    };

    private List<Uri> Addresses()
    {
        if (!events.Takes<SequenceStart>())
        {
            return [Address()];
        }

        var addresses = new List<Uri>();
        while (!events.Takes<SequenceEnd>())
        {
            addresses.Add(Address());
        }

        return addresses;
    }

    private Uri Address()
    {
        Scalar value = events.Expect<Scalar>("the address of a page");
        return Uri.TryCreate(value.Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw events.Wrong(value, $"'{value.Value}' is not the address of a page, which begins with http or https");
    }

    private string Selector(Scalar key)
    {
        Scalar value = Value(key);
        return selectors.ParseSelector(value.Value) is not null
            ? value.Value
            : throw events.Wrong(value, $"'{value.Value}' is not a CSS selector, such as '.card img'");
    }

    private string Text(Scalar key)
    {
        Scalar value = Value(key);
        return string.IsNullOrWhiteSpace(value.Value) ? throw events.Wrong(value, $"'{key.Value}' is empty") : value.Value.Trim();
    }

    private bool Renders(Scalar key)
    {
        Scalar value = Value(key);
        return value.Value is "browser" ? true : throw events.Wrong(value, $"'render' is browser, or left out, not '{value.Value}'");
    }

    private Scalar Value(Scalar key) => events.Expect<Scalar>($"the value of '{key.Value}'");
}
