using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Discern.Crawling.Extraction;
using Discern.Crawling.Fetching;

namespace Discern.Crawling.Browsing;

/// <summary>One page in the browser. Whatever it asks for is fetched by us and handed to it, under the rules that hold for every request.</summary>
/// <remarks>
/// Pictures are not fetched twice: the page gets one transparent pixel for each, so that its scripts see them load.
/// Robots.txt, guarded addresses, retries and limits of size hold; the delay does not, as for every browser.
/// </remarks>
internal sealed class RenderedPage(DevToolsConnection connection, Fetcher fetcher, CrawlOptions options, Fetched document) : IAsyncDisposable
{
    private const int MostScreens = 20;
    private const int ScreenHeight = 4000; // tall: pictures that wait to be seen are seen sooner
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longestUnrest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(50);

    private static readonly Fetched s_pixel = new(
        new Uri("about:blank"), System.Net.HttpStatusCode.OK, [new("Content-Type", "image/gif"), new("Access-Control-Allow-Origin", "*")],
        Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    private readonly ConcurrentQueue<UnusablePicture> refused = new();
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? context;
    private string? session;
    private int underWay;
    private long lastChange;

    /// <summary>The parts of the page that were refused, with the reason.</summary>
    public IReadOnlyList<UnusablePicture> Refused => [.. refused];

    /// <summary>Loads the page, lets its scripts run, scrolls it to its end, and reads what became of it.</summary>
    public async Task<Fetched> BuildAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = document.Address.AbsoluteUri }, cancellationToken);
        await Task.WhenAny(loaded.Task, Task.Delay(s_longestUnrest, options.Clock, cancellationToken));
        await QuietAsync(cancellationToken);
        await ScrollAsync(cancellationToken);
        string address = await EvaluateAsync("location.href", cancellationToken);
        string html = await EvaluateAsync("document.documentElement.outerHTML", cancellationToken);

        // The mark at the beginning settles the encoding, whatever the page's head still says.
        byte[] body = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(html)];
        return new Fetched(
            Uri.TryCreate(address, UriKind.Absolute, out Uri? ended) && ended.Scheme is "http" or "https" ? ended : document.Address,
            document.Status,
            [new("Content-Type", "text/html; charset=utf-8")],
            body);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        if (session is not null)
        {
            connection.Forget(session);
        }

        if (context is not null)
        {
            try
            {
                using var patience = new CancellationTokenSource(s_longestUnrest, options.Clock);
                await connection.SendAsync("Target.disposeBrowserContext", new JsonObject { ["browserContextId"] = context }, session: null, patience.Token);
            }
            catch (Exception exception) when (exception is DevToolsException or OperationCanceledException)
            {
                // It went with the browser.
            }
        }
    }

    // A context of its own is a profile of its own: no cookie goes from one page to another.
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        context = Text(await connection.SendAsync("Target.createBrowserContext", parameters: null, session: null, cancellationToken), "browserContextId");
        JsonElement target = await connection.SendAsync(
            "Target.createTarget", new JsonObject { ["url"] = "about:blank", ["browserContextId"] = context }, session: null, cancellationToken);
        JsonElement attached = await connection.SendAsync(
            "Target.attachToTarget", new JsonObject { ["targetId"] = Text(target, "targetId"), ["flatten"] = true }, session: null, cancellationToken);
        session = Text(attached, "sessionId");
        connection.Listen(session, Hear);
        await connection.SendAsync(
            "Browser.setDownloadBehavior", new JsonObject { ["behavior"] = "deny", ["browserContextId"] = context }, session: null, cancellationToken);
        await SendAsync("Emulation.setUserAgentOverride", new JsonObject { ["userAgent"] = options.UserAgent }, cancellationToken);
        await SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject { ["width"] = 1280, ["height"] = ScreenHeight, ["deviceScaleFactor"] = 1, ["mobile"] = false },
            cancellationToken);
        await SendAsync("Page.enable", [], cancellationToken);
        await SendAsync("Fetch.enable", new JsonObject { ["patterns"] = new JsonArray(new JsonObject { ["urlPattern"] = "*" }) }, cancellationToken);
    }

    private void Hear(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                loaded.TrySetResult();
                break;
            case "Page.javascriptDialogOpening":
                _ = HandOverAsync("Page.handleJavaScriptDialog", new JsonObject { ["accept"] = false });
                break;
            case "Fetch.requestPaused":
                Touch(+1);
                _ = ServeAsync(Text(parameters, "requestId"), parameters.GetProperty("request"), Text(parameters, "resourceType"));
                break;
            default:
                break;
        }
    }

    private async Task ServeAsync(string id, JsonElement request, string type)
    {
        string address = Text(request, "url");
        try
        {
            Fetched? answer = string.Equals(address, document.Address.AbsoluteUri, StringComparison.Ordinal) && type is "Document" ? document
                : type is "Image" ? s_pixel
                : type is "Media" or "Font" or "Ping" or "CSPViolationReport" ? null
                : await FetchAsync(address, request, closing.Token);
            await (answer is null ? RefuseAsync(id) : AnswerAsync(id, answer));
        }
        catch (SkippedException exception)
        {
            refused.Enqueue(new UnusablePicture(address, $"the page's own request was refused: {exception.Message}"));
            await RefuseAsync(id);
        }
        catch (OperationCanceledException)
        {
            // The page is closed; nobody waits for the answer.
        }
        finally
        {
            Touch(-1);
        }
    }

    private Task<Fetched> FetchAsync(string address, JsonElement request, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri))
        {
            throw new SkippedException("it is no address");
        }

        return fetcher.FetchAsync(
            new FetchRequest(uri, options.MaximumPageBytes)
            {
                Method = new HttpMethod(Text(request, "method")),
                Body = request.TryGetProperty("postData", out JsonElement data) ? Encoding.UTF8.GetBytes(data.GetString()!) : null,
                Headers = [.. request.GetProperty("headers").EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!))],
                IsPaced = false,
                FollowsRedirects = false, // the browser does, and asks us again
            },
            cancellationToken);
    }

    private Task AnswerAsync(string id, Fetched answer)
    {
        var headers = new JsonArray([.. answer.Headers.Select(header => new JsonObject { ["name"] = header.Key, ["value"] = header.Value })]);
        return HandOverAsync("Fetch.fulfillRequest", new JsonObject
        {
            ["requestId"] = id,
            ["responseCode"] = (int)answer.Status,
            ["responseHeaders"] = headers,
            ["body"] = Convert.ToBase64String(answer.Body),
        });
    }

    private Task RefuseAsync(string id) => HandOverAsync("Fetch.failRequest", new JsonObject { ["requestId"] = id, ["errorReason"] = "BlockedByClient" });

    private async Task HandOverAsync(string method, JsonObject parameters)
    {
        try
        {
            await SendAsync(method, parameters, closing.Token);
        }
        catch (Exception exception) when (exception is DevToolsException or OperationCanceledException)
        {
            // The page has gone on and wants the answer no more, or the browser ended, which the next command tells.
        }
    }

    // A page that never rests (a clock, a stream of news) is read as it is after a while.
    private async Task QuietAsync(CancellationToken cancellationToken)
    {
        long start = options.Clock.GetTimestamp();
        Volatile.Write(ref lastChange, start);
        while ((Volatile.Read(ref underWay) > 0 || options.Clock.GetElapsedTime(Volatile.Read(ref lastChange)) < s_quiet)
            && options.Clock.GetElapsedTime(start) < s_longestUnrest)
        {
            await Task.Delay(s_glance, options.Clock, cancellationToken);
        }
    }

    // Pictures that wait for their turn to be seen, and pages that grow at their end.
    private async Task ScrollAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < MostScreens; i++)
        {
            string isAtEnd = await EvaluateAsync(
                "(() => { const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 2; scrollBy(0, innerHeight); return String(end); })()", cancellationToken);
            if (isAtEnd is "true")
            {
                return;
            }

            await QuietAsync(cancellationToken);
        }

        refused.Enqueue(new UnusablePicture(document.Address.AbsoluteUri, $"the page goes on below the {MostScreens * ScreenHeight} pixels that were scrolled"));
    }

    private async Task<string> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        JsonElement answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true }, cancellationToken);
        return answer.GetProperty("result").TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new DevToolsException("its scripts broke the page");
    }

    private Task<JsonElement> SendAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        connection.SendAsync(method, parameters, session, cancellationToken);

    private void Touch(int change)
    {
        Interlocked.Add(ref underWay, change);
        Volatile.Write(ref lastChange, options.Clock.GetTimestamp());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
