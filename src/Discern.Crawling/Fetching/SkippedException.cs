namespace Discern.Crawling.Fetching;

/// <summary>A page or a picture cannot be had; the crawl goes on without it.</summary>
/// <param name="reason">Why, as a clause without its full stop: "the server answered 404 (Not Found)".</param>
internal sealed class SkippedException(string reason) : Exception(reason);
