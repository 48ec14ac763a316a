using System.Net;
using Discern.Crawling.Browsing;
using Discern.Crawling.Extraction;
using Discern.Crawling.Fetching;
using Discern.Crawling.Sites;
using Discern.Crawling.Storing;

namespace Discern.Crawling;

/// <summary>One crawl at work.</summary>
/// <remarks>
/// Fetching, rendering and checking run side by side. Each ends in a step that writes down what came of it; one loop
/// takes these steps one after the other, so that the state, the frontier and the observer see one thing at a time.
/// </remarks>
internal sealed class Crawl : IAsyncDisposable
{
    private static readonly KeyValuePair<string, string> s_acceptPage = new("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5");
    private static readonly KeyValuePair<string, string> s_acceptPicture = new("Accept", "image/avif,image/webp,image/png,image/jpeg,image/*;q=0.8,*/*;q=0.5");

    private readonly Dictionary<string, Site> sites;
    private readonly Dictionary<string, int> pagesOfSite = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly CrawlState state;
    private readonly CrawlOptions options;
    private readonly ICrawlObserver? observer;
    private readonly Frontier frontier;
    private readonly Fetcher fetcher;
    private readonly Browser browser;
    private readonly PictureStore store;
    private CrawlProgress progress = new(0, 0, 0, 0);
    private int unchanged;
    private int newPictures;
    private int duplicates;
    private long bytes;

    public Crawl(IReadOnlyList<Site> sites, string folder, CrawlState state, CrawlOptions options, ICrawlObserver? observer)
    {
        this.sites = sites.DistinctBy(site => site.Key, StringComparer.Ordinal).ToDictionary(site => site.Key, StringComparer.Ordinal);
        this.folder = folder;
        this.state = state;
        this.options = options;
        this.observer = observer;
        frontier = new Frontier(options.HostParallelism);
        fetcher = new Fetcher(options);
        browser = new Browser(fetcher, options);
        store = new PictureStore(folder, options);
    }

    /// <summary>Crawls until nothing waits.</summary>
    public async Task<CrawlResult> RunAsync(CancellationToken cancellationToken)
    {
        Begin();
        try
        {
            await WorkAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            WriteTables();
            throw;
        }

        state.Finish();
        return WriteTables();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        fetcher.Dispose();
    }

    private void Begin()
    {
        foreach ((string key, Site site) in sites)
        {
            pagesOfSite[key] = state.PagesOf(key);
            state.Together(() =>
            {
                foreach (Uri start in site.Start)
                {
                    if (!state.HasMet(key, start.AbsoluteUri))
                    {
                        state.AddPage(key, start.AbsoluteUri, foundOn: "", barren: 0);
                        pagesOfSite[key]++;
                    }
                }
            });
        }

        foreach (WorkItem work in state.Waiting(sites.Keys.ToHashSet(StringComparer.Ordinal)))
        {
            frontier.Add(work);
        }

        progress = state.Progress();
        if (state.IsContinued)
        {
            observer?.Continues(progress);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Dictionary<Task<Action>, WorkItem>();
        try
        {
            while (true)
            {
                while (underWay.Count < options.Parallelism && frontier.TryTake(out WorkItem work))
                {
                    underWay.Add(Start(work, stop.Token), work);
                }

                if (underWay.Count == 0)
                {
                    return;
                }

                Task<Action> ended = await Task.WhenAny(underWay.Keys);
                underWay.Remove(ended, out WorkItem done);
                state.Together(await ended);
                frontier.Release(done);
                observer?.Progressed(progress);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(underWay.Keys).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private Task<Action> Start(WorkItem work, CancellationToken cancellationToken)
    {
        if (work.IsPage)
        {
            WaitingPage page = state.Page(work.Row);
            return Task.Run(() => VisitAsync(page, sites[page.Site], cancellationToken), cancellationToken);
        }

        WaitingPicture picture = state.Picture(work.Row);
        return Task.Run(() => CollectAsync(picture, cancellationToken), cancellationToken);
    }

    private async Task<Action> VisitAsync(WaitingPage page, Site site, CancellationToken cancellationToken)
    {
        try
        {
            // What scripts build may change while the page that carries them does not.
            KnownPage? known = site.IsRendered ? null : page.Known;
            var request = new FetchRequest(page.Address, options.MaximumPageBytes) { Headers = [s_acceptPage, .. Conditions(known)] };
            Fetched fetched = await fetcher.FetchAsync(request, cancellationToken);
            if (fetched.Status == HttpStatusCode.NotModified && known is not null)
            {
                return () =>
                {
                    unchanged++;
                    Finish(page, site, known);
                };
            }

            Require(fetched);
            IReadOnlyList<UnusablePicture> refusedParts = [];
            if (site.IsRendered)
            {
                (fetched, refusedParts) = await browser.RenderAsync(fetched, cancellationToken);
            }

            PageContent content = await PageReader.ReadAsync(fetched, site, options, cancellationToken);
            content = content with { Unusable = [.. content.Unusable, .. refusedParts] };
            return () => Finish(page, site, new KnownPage(fetched.Header("ETag"), fetched.Header("Last-Modified"), content));
        }
        catch (SkippedException exception)
        {
            return () =>
            {
                state.SkipPage(page.Row, exception.Message);
                progress = progress with { PagesDone = progress.PagesDone + 1 };
                observer?.Skips(new Skipped("page", page.Address.AbsoluteUri, "", exception.Message));
            };
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Conditions(KnownPage? known)
    {
        if (known?.ETag is { } tag)
        {
            yield return new("If-None-Match", tag);
        }

        if (known?.LastModified is { } date)
        {
            yield return new("If-Modified-Since", date);
        }
    }

    private void Finish(WaitingPage page, Site site, KnownPage known)
    {
        PageContent content = known.Content;
        string address = page.Address.AbsoluteUri;
        int fresh = content.Pictures.Count(picture => Add(site, picture, address, content.Licence));
        foreach (UnusablePicture unusable in content.Unusable)
        {
            Remark(unusable.Address, address, unusable.Reason);
        }

        if (content.Pictures.Count + content.Unusable.Count == 0 && site.Start.Contains(page.Address))
        {
            Remark(address, "", $"this start page shows no picture: '{site.Picture}' finds nothing on it");
        }

        int barren = fresh > 0 ? 0 : page.Barren + 1;
        foreach (string next in content.Next.Where(next => !state.HasMet(page.Site, next)))
        {
            Follow(page.Site, next, address, barren);
        }

        state.FinishPage(page.Row, known);
        progress = progress with { PagesDone = progress.PagesDone + 1 };
    }

    private bool Add(Site site, FoundPicture picture, string page, string licence)
    {
        (bool isNew, long? row) = state.AddPicture(site.Key, picture, page, licence);
        if (isNew)
        {
            progress = progress with { Pictures = progress.Pictures + 1, PicturesDone = progress.PicturesDone + (row is null ? 1 : 0) };
        }

        if (row is { } waiting)
        {
            frontier.Add(new WorkItem(waiting, IsPage: false, new Uri(picture.Address).Authority));
        }

        return isNew;
    }

    private void Follow(string site, string address, string foundOn, int barren)
    {
        string? reason =
            barren >= options.BarrenPages ? $"it comes after {barren} pages in a row without a new picture"
            : pagesOfSite[site] >= sites[site].MaximumPages ? $"the site's limit of {sites[site].MaximumPages} pages is reached; 'pages' in the list of sites sets it"
            : null;
        long row = state.AddPage(site, address, foundOn, barren, reason);
        progress = progress with { Pages = progress.Pages + 1, PagesDone = progress.PagesDone + (reason is null ? 0 : 1) };
        if (reason is null)
        {
            pagesOfSite[site]++;
            frontier.Add(new WorkItem(row, IsPage: true, new Uri(address).Authority));
        }
        else
        {
            observer?.Skips(new Skipped("page", address, foundOn, reason));
        }
    }

    private void Remark(string address, string page, string reason)
    {
        state.Remark(address, page, reason);
        observer?.Skips(new Skipped("part", address, page, reason));
    }

    private async Task<Action> CollectAsync(WaitingPicture picture, CancellationToken cancellationToken)
    {
        try
        {
            var request = new FetchRequest(picture.Address, options.MaximumPictureBytes) { Headers = [s_acceptPicture, new("Referer", picture.Page.AbsoluteUri)] };
            Fetched fetched = await fetcher.FetchAsync(request, cancellationToken);
            Require(fetched);
            (string sha256, string extension) = store.Check(fetched.Body, picture.Address.AbsoluteUri);
            DateTimeOffset now = options.Clock.GetUtcNow();
            return () => Keep(picture, fetched.Body, sha256, extension, now);
        }
        catch (SkippedException exception)
        {
            return () => Skip(picture, exception.Message);
        }
    }

    private void Keep(WaitingPicture picture, byte[] contents, string sha256, string extension, DateTimeOffset now)
    {
        string? category = state.CategoryOf(sha256);
        if (category is not null && !string.Equals(category, picture.Category, StringComparison.Ordinal))
        {
            Skip(picture, $"the same picture is kept with the label '{category}', and a picture has one label", sha256);
            return;
        }

        RowState kind = category is null ? RowState.Done : RowState.Duplicate;
        if (kind is RowState.Done)
        {
            store.Write(KeptPicture.IdOf(sha256) + extension, contents); // before the row: a row never names a file that is not there
            newPictures++;
            bytes += contents.Length;
        }
        else
        {
            duplicates++;
        }

        state.FinishPicture(picture.Row, kind, sha256, extension, now);
        progress = progress with { PicturesDone = progress.PicturesDone + 1 };
    }

    private void Skip(WaitingPicture picture, string reason, string? sha256 = null)
    {
        state.SkipPicture(picture.Row, reason, sha256);
        progress = progress with { PicturesDone = progress.PicturesDone + 1 };
        observer?.Skips(new Skipped("picture", picture.Address.AbsoluteUri, picture.Page.AbsoluteUri, reason));
    }

    private static void Require(Fetched fetched)
    {
        if (!fetched.IsSuccess)
        {
            string later = fetched.RetryAfter is { } span ? $" and asks to come back in {span.TotalSeconds:0} s" : "";
            throw new SkippedException($"the server answered {fetched.StatusText}{later}");
        }
    }

    private CrawlResult WriteTables()
    {
        (int rows, int gone) = IndexTable.Write(folder, state.Kept());
        int skipped = SkippedTable.Write(folder, state.Skipped());
        return new CrawlResult(
            Path.Combine(folder, IndexTable.FileName),
            progress.PagesDone,
            unchanged,
            newPictures,
            duplicates,
            rows,
            gone,
            bytes,
            skipped,
            Path.Combine(folder, SkippedTable.FileName));
    }
}
