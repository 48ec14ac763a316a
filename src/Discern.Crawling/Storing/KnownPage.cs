using Discern.Crawling.Extraction;

namespace Discern.Crawling.Storing;

/// <summary>What is remembered of a page, to be told whether it has changed since.</summary>
/// <param name="ETag">The host's name for this version; null where it gave none.</param>
/// <param name="LastModified">When it changed, in the host's words; null where it did not say.</param>
/// <param name="Content">What was found on it.</param>
internal sealed record KnownPage(string? ETag, string? LastModified, PageContent Content);
