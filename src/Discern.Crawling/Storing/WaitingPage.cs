namespace Discern.Crawling.Storing;

/// <summary>A page to visit, with what an earlier crawl remembers of it.</summary>
/// <param name="Row">Its row in the state.</param>
/// <param name="Site">The site that it belongs to, by its key.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Barren">How many pages in a row led here without a picture that was new.</param>
/// <param name="Known">What was found on it last time; null where it was never visited.</param>
internal sealed record WaitingPage(long Row, string Site, Uri Address, int Barren, KnownPage? Known);
