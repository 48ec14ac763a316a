namespace Discern.Crawling.Extraction;

/// <summary>A picture on a page that cannot be taken.</summary>
/// <param name="Address">Where it lies; the page's own address where it has none.</param>
/// <param name="Reason">Why not, as a clause.</param>
internal sealed record UnusablePicture(string Address, string Reason);
