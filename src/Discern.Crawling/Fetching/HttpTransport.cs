using System.Net;
using System.Net.Http.Headers;
using Discern.Crawling.Addresses;

namespace Discern.Crawling.Fetching;

/// <summary>Sends one request over a guarded connection and takes in the answer, up to the limits of size and time.</summary>
internal sealed class HttpTransport : IDisposable
{
    private static readonly HashSet<string> s_packing = new(StringComparer.OrdinalIgnoreCase) { "Content-Encoding", "Content-Length", "Transfer-Encoding" };

    private readonly CrawlOptions options;
    private readonly HttpClient client;

    public HttpTransport(CrawlOptions options)
    {
        this.options = options;
        var guard = new AddressGuard(options.AllowPrivate);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // every hop is judged anew
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = (context, cancellationToken) => guard.ConnectAsync(context.DnsEndPoint, cancellationToken),
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            UseProxy = false, // through a proxy the address that is connected to would not be seen
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }; // ours, below, runs on the crawl's clock
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
    }

    /// <summary>Sends the request.</summary>
    /// <exception cref="HttpRequestException">The host cannot be reached or breaks off.</exception>
    /// <exception cref="TimeoutException">The answer took too long.</exception>
    /// <exception cref="SkippedException">The address or the size is refused.</exception>
    public async Task<Fetched> SendAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.RequestTimeout, options.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using HttpRequestMessage message = Message(request);
            using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            byte[] body = await ReadAsync(response, request.MaximumBytes, both.Token);
            return new Fetched(request.Address, response.StatusCode, Headers(response), body)
            {
                RetryAfter = RetryAfter(response.Headers.RetryAfter),
                Redirect = Redirect(request.Address, response),
            };
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"the answer took longer than {options.RequestTimeout.TotalSeconds:0.#} s", exception);
        }
        catch (HttpRequestException exception) when (exception.InnerException is SkippedException refusal)
        {
            throw new SkippedException(refusal.Message); // the client had wrapped it
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(exception.Message, exception); // the host broke off amid the content
        }
        catch (InvalidDataException exception)
        {
            throw new SkippedException($"its content cannot be unpacked: {exception.Message.TrimEnd('.')}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static HttpRequestMessage Message(FetchRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Address) { Content = request.Body is { } body ? new ByteArrayContent(body) : null };
        foreach ((string name, string value) in request.Headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, value) || message.Content?.Headers.TryAddWithoutValidation(name, value) is true;
        }

        return message;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, long maximum, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > maximum)
        {
            throw TooLarge(maximum);
        }

        // Counted as it is unpacked: a few bytes on the way may become very many here.
        await using Stream content = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var memory = new MemoryStream();
        byte[] buffer = new byte[32 << 10];
        int count;
        while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (memory.Length + count > maximum)
            {
                throw TooLarge(maximum);
            }

            memory.Write(buffer, 0, count);
        }

        return memory.ToArray();
    }

    private static SkippedException TooLarge(long maximum) => new($"it is larger than {maximum / 1024.0 / 1024.0:0.###} MiB");

    private static List<KeyValuePair<string, string>> Headers(HttpResponseMessage response) =>
    [
        .. response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Where(header => !s_packing.Contains(header.Key))
            .SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value)),
    ];

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? value)
    {
        TimeSpan? span = value?.Delta ?? (value?.Date - options.Clock.GetUtcNow());
        return span > TimeSpan.Zero ? span : null;
    }

    private static Uri? Redirect(Uri from, HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && response.Headers.Location is { } location
            ? new Uri(from, location)
            : null;
}
