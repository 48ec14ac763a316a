namespace Discern.Crawling.Fetching;

/// <summary>What to ask a host for.</summary>
/// <param name="Address">An http or https address.</param>
/// <param name="MaximumBytes">A larger answer, once unpacked, is refused.</param>
internal sealed record FetchRequest(Uri Address, long MaximumBytes)
{
    /// <summary>GET, or what a page's script asks with.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>What a script sends along; null for nothing.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Further header lines.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether the delay between requests holds: a page's own scripts and data are asked for without it, as a browser would.</summary>
    public bool IsPaced { get; init; } = true;

    /// <summary>Whether to go where the host points to; a browser does that itself.</summary>
    public bool FollowsRedirects { get; init; } = true;

    /// <summary>Whether robots.txt has a say; it has none about itself.</summary>
    public bool ObeysRobots { get; init; } = true;
}
