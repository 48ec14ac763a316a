namespace Discern.Crawling.Storing;

/// <summary>A picture to fetch.</summary>
/// <param name="Row">Its row in the state.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Page">The page that shows it.</param>
/// <param name="Category">Its label.</param>
internal sealed record WaitingPicture(long Row, Uri Address, Uri Page, string Category);
