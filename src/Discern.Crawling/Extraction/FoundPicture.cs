namespace Discern.Crawling.Extraction;

/// <summary>A picture that a page shows.</summary>
/// <param name="Address">Where it lies: http or https.</param>
/// <param name="Category">Its label.</param>
/// <param name="Name">What it shows; empty where the page does not say.</param>
internal sealed record FoundPicture(string Address, string Category, string Name);
