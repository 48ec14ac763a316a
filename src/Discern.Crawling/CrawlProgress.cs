namespace Discern.Crawling;

/// <summary>How far a crawl has come. The totals grow while pages are found.</summary>
/// <param name="PagesDone">Pages visited or skipped.</param>
/// <param name="Pages">Pages met so far.</param>
/// <param name="PicturesDone">Pictures kept, known from before, or skipped.</param>
/// <param name="Pictures">Pictures met so far.</param>
public sealed record CrawlProgress(int PagesDone, int Pages, int PicturesDone, int Pictures);
