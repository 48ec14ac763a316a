namespace Discern.Crawling.Extraction;

/// <summary>One of the addresses that an element offers for its picture.</summary>
/// <param name="Address">As it stands in the page.</param>
/// <param name="Width">Its width in pixels, as far as <c>srcset</c> says it, else 0.</param>
/// <param name="Density">Its pixels for one of the page's, 1 where <c>srcset</c> does not say.</param>
internal sealed record SourceCandidate(string Address, double Width, double Density);
