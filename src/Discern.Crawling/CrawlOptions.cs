namespace Discern.Crawling;

/// <summary>How polite, patient and trusting a crawl is. The defaults suit a stranger's site.</summary>
public sealed record CrawlOptions
{
    /// <summary>The least time from one request to a host to the next; a longer <c>Crawl-delay</c> of its robots.txt counts instead.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most requests to one host at the same time, 1 or more.</summary>
    public int HostParallelism { get; init; } = 2;

    /// <summary>The most pages and pictures under way at the same time over all hosts, 1 or more.</summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>How often a request is tried again after a failure that may pass: no connection, no answer in time, 408, 429, 500, 502, 503, 504.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The wait before the second attempt; each further one is twice as long. A host's <c>Retry-After</c> counts instead.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A host that asks to be left alone for longer is given up.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most time that one attempt may take, from the connection to the last byte.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most time that a browser may take to build one page.</summary>
    public TimeSpan RenderTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most time that the markup of one page may take to read.</summary>
    public TimeSpan ParseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of a page, or of one of its scripts.</summary>
    public long MaximumPageBytes { get; init; } = 16 << 20;

    /// <summary>The most bytes of a picture.</summary>
    public long MaximumPictureBytes { get; init; } = 64 << 20;

    /// <summary>The most pixels of a picture, by its header, before memory is taken for it.</summary>
    public long MaximumPixels { get; init; } = 100_000_000;

    /// <summary>After so many pages in a row without a picture that is new, no further page is followed: endless pagination ends there.</summary>
    public int BarrenPages { get; init; } = 5;

    /// <summary>Whether addresses of this machine and of private networks may be asked.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>How the crawler names itself; what stands before the first slash is the name that robots.txt knows it by.</summary>
    public string UserAgent { get; init; } = "Discern/0.1";

    /// <summary>The clock of delays, of timeouts and of <c>fetched_at</c>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal string Product => UserAgent.Split('/', ' ')[0];

    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(HostParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfLessThan(BarrenPages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Delay, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrWhiteSpace(UserAgent);
    }
}
