namespace Discern.Crawling.Tests.Web;

/// <summary>A request that the test site got.</summary>
public sealed record Visit(string Path, string UserAgent, string IfNoneMatch, DateTimeOffset At);
