using Discern.Crawling.Browsing;
using Discern.Crawling.Sites;
using Discern.Crawling.Storing;

namespace Discern.Crawling;

/// <summary>Collects pictures and their labels from web pages into a folder.</summary>
/// <remarks>
/// The folder gets the pictures, named by their content, <c>index.csv</c>, <c>skipped.csv</c> and <c>crawl.sqlite</c>, from which a stopped or
/// killed crawl goes on and a later one fetches only what is new. Built after Scrapy (a slot for each host, a filter for what was
/// seen, state on disk) and crawler4j (a politeness delay, a robots server, limits of size).
/// </remarks>
public static class Crawler
{
    /// <summary>Crawls the sites, or goes on with a crawl that was stopped.</summary>
    /// <param name="sites">What to crawl.</param>
    /// <param name="folder">Where to: a new folder, an empty one, or one of an earlier crawl.</param>
    /// <param name="options">How polite, patient and trusting to be; null for the defaults.</param>
    /// <param name="observer">Is told how it goes on; null for nobody.</param>
    /// <param name="cancellationToken">Stops the crawl; the same call goes on with it.</param>
    /// <example><code>
    /// var result = await Crawler.RunAsync(SitesYaml.Read("sites.yml"), "raw");
    /// // result.NewPictures pictures are in raw/, listed in raw/index.csv
    /// </code></example>
    /// <exception cref="DiscernException">The folder is not a crawl's or cannot be written, or the browser that a site asks for is not there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what was fetched until then is kept and listed.</exception>
    public static async Task<CrawlResult> RunAsync(
        IReadOnlyList<Site> sites, string folder, CrawlOptions? options = null, ICrawlObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        options ??= new CrawlOptions();
        options.Validate();
        if (sites.Any(site => site.IsRendered))
        {
            Chromium.Require();
        }

        folder = Prepare(folder);
        using CrawlState state = CrawlState.Open(folder);
        await using var crawl = new Crawl(sites, folder, state, options, observer);
        return await crawl.RunAsync(cancellationToken);
    }

    private static string Prepare(string folder)
    {
        folder = Path.GetFullPath(folder);
        string index = Path.Combine(folder, IndexTable.FileName);
        if (File.Exists(index) && !File.Exists(Path.Combine(folder, CrawlState.FileName)))
        {
            throw new DiscernException($"'{index}' was made by no crawl, and would be lost. Name another folder.");
        }

        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{folder}' cannot be made: {exception.Message.TrimEnd('.')}. Name another one.", exception);
        }
    }
}
