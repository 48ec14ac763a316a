namespace Discern.Crawling;

/// <summary>What a crawl brought.</summary>
/// <param name="Index">The path of <c>index.csv</c>.</param>
/// <param name="Pages">Pages visited.</param>
/// <param name="Unchanged">Pages of these that had not changed since the last crawl.</param>
/// <param name="NewPictures">Pictures kept by this crawl and not there before.</param>
/// <param name="Duplicates">Pictures whose bytes another address had already brought under the same label.</param>
/// <param name="Pictures">Rows of <c>index.csv</c>, those of earlier crawls included.</param>
/// <param name="Gone">Pictures of earlier crawls that were taken out of the folder since; they are not fetched again.</param>
/// <param name="Bytes">Bytes of the new pictures.</param>
/// <param name="Skipped">Rows of <c>skipped.csv</c>.</param>
/// <param name="SkippedList">The path of <c>skipped.csv</c>.</param>
public sealed record CrawlResult(
    string Index,
    int Pages,
    int Unchanged,
    int NewPictures,
    int Duplicates,
    int Pictures,
    int Gone,
    long Bytes,
    int Skipped,
    string SkippedList);
