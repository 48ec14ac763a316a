using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Discern.Crawling.Politeness;
using Polly;
using Polly.Retry;

namespace Discern.Crawling.Fetching;

/// <summary>Asks hosts politely: robots.txt first, spaced requests, again after a failure that may pass, and along redirects.</summary>
internal sealed class Fetcher : IDisposable
{
    private const int MostRedirects = 10;

    private readonly ConcurrentDictionary<string, HostGate> gates = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<Task<RobotsRules>>> robots = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource ending = new();
    private readonly CrawlOptions options;
    private readonly HttpTransport transport;
    private readonly ResiliencePipeline<Fetched> retrying;

    public Fetcher(CrawlOptions options)
    {
        this.options = options;
        transport = new HttpTransport(options);
        var pipeline = new ResiliencePipelineBuilder<Fetched> { TimeProvider = options.Clock };
        if (options.Retries > 0)
        {
            pipeline.AddRetry(Retry(options));
        }

        retrying = pipeline.Build();
    }

    /// <summary>Fetches what a request asks for.</summary>
    /// <returns>The answer, whatever its status, from where the redirects ended.</returns>
    /// <exception cref="SkippedException">It is refused, by us or by robots.txt, or cannot be had.</exception>
    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        for (int hop = 0; hop <= MostRedirects; hop++)
        {
            Fetched fetched = await FetchHereAsync(request, cancellationToken);
            if (fetched.Redirect is not { } redirect || !request.FollowsRedirects)
            {
                return fetched;
            }

            request = request with { Address = redirect };
        }

        throw new SkippedException($"it leads through more than {MostRedirects} redirects");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ending.Cancel();
        transport.Dispose();
        foreach (HostGate gate in gates.Values)
        {
            gate.Dispose();
        }

        ending.Dispose();
    }

    private async Task<Fetched> FetchHereAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        if (request.Address.Scheme is not ("http" or "https"))
        {
            throw new SkippedException($"it leads to a '{request.Address.Scheme}' address, and only http and https are followed");
        }

        TimeSpan? delay = request.IsPaced ? options.Delay : null;
        if (request.ObeysRobots)
        {
            RobotsRules rules = await RulesAsync(request.Address, cancellationToken);
            if (!rules.Allow(request.Address))
            {
                throw new SkippedException(rules.IsUnknown ? "the host's robots.txt cannot be had, which forbids everything" : "robots.txt forbids it");
            }

            delay = rules.CrawlDelay > delay ? rules.CrawlDelay : delay; // of a part of a page there is none to compare with
        }

        try
        {
            return await retrying.ExecuteAsync(async token => await AttemptAsync(request, delay, token), cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new SkippedException($"the host cannot be reached: {exception.Message.TrimEnd('.')}");
        }
        catch (TimeoutException exception)
        {
            throw new SkippedException(exception.Message);
        }
    }

    private async Task<Fetched> AttemptAsync(FetchRequest request, TimeSpan? delay, CancellationToken cancellationToken)
    {
        HostGate gate = gates.GetOrAdd(request.Address.Authority, _ => new HostGate(options.HostParallelism, options.Clock));
        using HostPlace place = await gate.EnterAsync(delay, cancellationToken);
        Fetched fetched = await transport.SendAsync(request, cancellationToken);
        if (fetched.RetryAfter is { } span && IsTransient(fetched.Status))
        {
            gate.Rest(span < options.LongestWait ? span : options.LongestWait);
        }

        return fetched;
    }

    private static RetryStrategyOptions<Fetched> Retry(CrawlOptions options) => new()
    {
        MaxRetryAttempts = options.Retries,
        Delay = options.RetryDelay,
        MaxDelay = options.LongestWait,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = false, // the host's gate spaces requests already, and a crawl repeats as it was
        DelayGenerator = static attempt => ValueTask.FromResult(attempt.Outcome.Result?.RetryAfter),
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
        {
            { Exception: TimeoutException } => true,
            { Exception: HttpRequestException exception } => exception.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
            { Result: { } fetched } => IsTransient(fetched.Status) && !(fetched.RetryAfter > options.LongestWait),
            _ => false,
        }),
    };

    private static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // One question for each host, whoever asks first; a page that is given up meanwhile does not take it back from the others.
    private Task<RobotsRules> RulesAsync(Uri address, CancellationToken cancellationToken)
    {
        var root = new Uri(address, "/robots.txt");
        Lazy<Task<RobotsRules>> rules = robots.GetOrAdd(root.AbsoluteUri, _ => new(() => ReadRulesAsync(root, ending.Token)));
        return rules.Value.WaitAsync(cancellationToken);
    }

    private async Task<RobotsRules> ReadRulesAsync(Uri address, CancellationToken cancellationToken)
    {
        Fetched fetched = await FetchAsync(new FetchRequest(address, options.MaximumPageBytes) { ObeysRobots = false, IsPaced = false }, cancellationToken);
        return (int)fetched.Status switch
        {
            >= 200 and < 300 => RobotsRules.Parse(Encoding.UTF8.GetString(fetched.Body.AsSpan(0, Math.Min(fetched.Body.Length, RobotsRules.MaximumBytes))), options.Product),
            >= 400 and < 500 and not 429 => RobotsRules.AllowAll,
            _ => RobotsRules.DisallowAll,
        };
    }
}
