namespace Discern.Crawling.Storing;

/// <summary>A page or a picture that waits to be fetched.</summary>
/// <param name="Row">Its row in the state.</param>
/// <param name="IsPage">Whether it is a page.</param>
/// <param name="Host">The host with its port.</param>
internal readonly record struct WorkItem(long Row, bool IsPage, string Host);
