namespace Discern.Crawling;

/// <summary>Something that a crawl had to go on without.</summary>
/// <param name="What"><c>page</c>, <c>picture</c>, or <c>part</c> for a script or an element of a page.</param>
/// <param name="Address">Its address.</param>
/// <param name="Page">The page that led to it; empty for a start page.</param>
/// <param name="Reason">Why, as a clause without its full stop.</param>
public sealed record Skipped(string What, string Address, string Page, string Reason);
