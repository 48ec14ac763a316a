using System.Net;
using System.Text.RegularExpressions;
using Discern.Web.Hosting;

namespace Discern.Web.Tests.Hosting;

/// <summary>Who is let in, and who is not: the server asked as browsers, other sites' pages and programs ask.</summary>
public sealed partial class LocalServerTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef";

    private readonly SamplePart _part = new();
    private readonly List<string> _faults = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private LocalServer _server = null!;

    public async Task InitializeAsync() => _server = await LocalServer.StartAsync(new ServerOptions { LargestBody = 1 << 20, OnFault = _faults.Add }, [_part]);

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_listens_to_this_machine_alone_and_answers()
    {
        Assert.Equal("127.0.0.1", _server.Address.Host);
        Assert.NotEqual(0, _server.Address.Port);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/sample")).StatusCode);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:9999", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:80", true)]
    [InlineData("attacker.example", false)]
    [InlineData("localhost.attacker.example", false)]
    [InlineData("127.0.0.1.attacker.example", false)]
    [InlineData("192.168.1.5", false)]
    [InlineData("0.0.0.0", false)]
    public async Task Only_names_that_nobody_can_register_are_answered_to(string host, bool isAnswered)
    {
        var response = await SendAsync(HttpMethod.Get, "/sample", ("Host", host));

        Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Pages_of_other_sites_neither_read_nor_change(string header, string value)
    {
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, "/sample"), (HttpMethod.Post, "/change"), (HttpMethod.Post, "/api/change"), (HttpMethod.Get, "/assets/theme.css"), (HttpMethod.Get, "/open")])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(method, path, (header, value))).StatusCode);
        }

        Assert.Equal(0, _part.Changes);
    }

    [Fact]
    public async Task A_followed_link_shows_a_page_but_a_frame_and_a_form_of_another_site_do_not()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/sample", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Get, "/sample", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, "/api/change", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))).StatusCode);
        Assert.Equal(0, _part.Changes);
    }

    [Fact]
    public async Task Our_own_pages_and_programs_may()
    {
        var origin = _server.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "/api/change", ("Origin", origin), ("Sec-Fetch-Site", "same-origin"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "/api/change")).StatusCode);
        Assert.Equal(2, _part.Changes);
    }

    [Fact]
    public async Task A_form_needs_the_token_of_a_page_of_this_visit()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "/change")).StatusCode);

        var page = await GetAsync("/sample");
        var cookie = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.Contains("samesite=strict", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        var token = FormTokens().Match(WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync())).Groups["token"].Value;

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "/change", ("Cookie", cookie))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "/change", ("RequestVerificationToken", token))).StatusCode);
        Assert.Equal(0, _part.Changes);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "/change", ("Cookie", cookie), ("RequestVerificationToken", token))).StatusCode);
        Assert.Equal(1, _part.Changes);
    }

    [Fact]
    public async Task Every_answer_forbids_what_no_page_of_ours_needs()
    {
        foreach (var path in (string[])["/sample", "/assets/theme.css", "/nowhere", "/fault"])
        {
            var headers = (await GetAsync(path)).Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();

            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Resource-Policy").Single());
            Assert.False(headers.Contains("Server"));
            Assert.False(headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task No_page_holds_a_script_or_a_style_of_its_own()
    {
        var html = await (await GetAsync("/sample")).Content.ReadAsStringAsync();

        Assert.DoesNotMatch("<script(?![^>]*(src=|application/json))", html);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\son[a-z]+=", html);
    }

    [Fact]
    public async Task Text_from_outside_is_text()
    {
        var html = await (await GetAsync("/sample?text=" + Uri.EscapeDataString("<img src=x onerror=alert(1)>"))).Content.ReadAsStringAsync();

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_told_without_its_trace()
    {
        var response = await GetAsync("/fault");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret place", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.Contains("the secret place", Assert.Single(_faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_data_is_said_to_people_programs_and_open_pages()
    {
        var page = await SendAsync(HttpMethod.Get, "/wrong", ("Accept", "text/html"));
        var program = await SendAsync(HttpMethod.Get, "/wrong", ("Accept", "*/*"));
        var part = await SendAsync(HttpMethod.Get, "/wrong", ("HX-Request", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("The file &lt;b&gt;x&lt;/b&gt; is wrong.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", program.Content.Headers.ContentType!.MediaType);
        Assert.Equal("#notice", part.Headers.GetValues("HX-Retarget").Single());
        Assert.DoesNotContain("<html", await part.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_come_from_the_program_and_nothing_else_does()
    {
        Assert.Equal("text/css", (await GetAsync("/assets/theme.css")).Content.Headers.ContentType!.MediaType);
        var script = await GetAsync("/assets/htmx.js");
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(HttpMethod.Get, "/assets/htmx.js", ("If-None-Match", script.Headers.ETag!.ToString()))).StatusCode);
        foreach (var path in (string[])["/assets/none.css", "/assets/../Discern.Web.dll", "/assets/..%2F..%2Fetc%2Fpasswd", "/assets/onnxruntime-web.txt", "/package.json"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        Assert.Equal("1000", await (await PostAsync(new string('x', 1000))).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(new string('x', (1 << 20) + 1))).StatusCode);

        Task<HttpResponseMessage> PostAsync(string text) => _client.PostAsync(new Uri(_server.Address, "/api/length"), new StringContent(text));
    }

    [Fact]
    public async Task What_is_under_way_is_finished_before_it_stops()
    {
        var answer = GetAsync("/slow");
        await Task.Delay(150);

        await _server.StopAsync();

        Assert.Equal("done", await (await answer).Content.ReadAsStringAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync("/sample"));
    }

    [Fact]
    public async Task With_a_token_only_who_knows_it_is_let_in()
    {
        await using var guarded = await LocalServer.StartAsync(new ServerOptions { Host = "127.0.0.1", Token = Token }, [new SamplePart()]);
        Task<HttpResponseMessage> Ask(string path, params (string, string)[] headers) => SendAsync(HttpMethod.Get, new Uri(guarded.Address, path), headers);

        foreach (var path in (string[])["/sample", "/assets/theme.css", "/nowhere", "/sample?token=wrong"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("/sample", ("Authorization", "Bearer " + Token[1..]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask("/open")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask("/sample", ("Authorization", "Bearer " + Token))).StatusCode);

        var entry = await Ask("/sample?text=a&token=" + Token);
        Assert.Equal(HttpStatusCode.Redirect, entry.StatusCode);
        Assert.Equal("/sample?text=a", entry.Headers.Location!.ToString());
        var cookie = entry.Headers.GetValues("Set-Cookie").Single();
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Ask("/sample", ("Cookie", cookie.Split(';')[0]))).StatusCode);
        Assert.Contains("?token=" + Token, guarded.SignInAddress.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", null, "--token")]
    [InlineData("192.168.1.5", null, "--token")]
    [InlineData("0.0.0.0", "short", "could be guessed")]
    [InlineData("example.org", Token, "IP address")]
    public async Task Nobody_opens_it_to_others_by_accident(string host, string? token, string reason)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => LocalServer.StartAsync(new ServerOptions { Host = host, Token = token }, []));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_to_others_it_answers_to_addresses_and_still_not_to_names_of_sites()
    {
        await using var open = await LocalServer.StartAsync(new ServerOptions { Host = "0.0.0.0", Token = Token }, [new SamplePart()]);
        var here = new UriBuilder(open.Address) { Host = "127.0.0.1", Path = "/sample" }.Uri;

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, here, ("Authorization", "Bearer " + Token), ("Host", "192.168.1.5:80"))).StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await SendAsync(HttpMethod.Get, here, ("Authorization", "Bearer " + Token), ("Host", "attacker.example"))).StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        var refusal = await Assert.ThrowsAsync<DiscernException>(() => LocalServer.StartAsync(new ServerOptions { Port = _server.Address.Port }, []));

        Assert.Contains("--port", refusal.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"RequestVerificationToken\":\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormTokens();

    private Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) => SendAsync(method, new Uri(_server.Address, path), headers);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(request);
    }
}
