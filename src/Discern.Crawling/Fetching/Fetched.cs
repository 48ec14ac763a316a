using System.Net;

namespace Discern.Crawling.Fetching;

/// <summary>What a host answered.</summary>
/// <param name="Address">Where the answer came from, after redirects.</param>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The header lines of the answer and of its content; those about how the content was packed are gone.</param>
/// <param name="Body">The content, unpacked.</param>
internal sealed record Fetched(Uri Address, HttpStatusCode Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>How long the host asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where the host points to.</summary>
    public Uri? Redirect { get; init; }

    /// <summary>Whether the content is here.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>"404 (Not Found)".</summary>
    public string StatusText => $"{(int)Status} ({Status})";

    /// <summary>A header's value; null where it is missing.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
