namespace Discern.Crawling;

/// <summary>Is told how a crawl goes on, one call at a time.</summary>
public interface ICrawlObserver
{
    /// <summary>The crawl was begun earlier and stopped, and now goes on.</summary>
    void Continues(CrawlProgress progress);

    /// <summary>A page or a picture is done.</summary>
    void Progressed(CrawlProgress progress);

    /// <summary>Something had to be skipped.</summary>
    void Skips(Skipped skipped);
}
