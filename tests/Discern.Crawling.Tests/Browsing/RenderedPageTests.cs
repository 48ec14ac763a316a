using Discern.Crawling.Browsing;

namespace Discern.Crawling.Tests.Browsing;

public sealed class RenderedPageTests : IAsyncLifetime
{
    private readonly CrawlBench bench = new();

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Without_a_browser_the_page_is_empty()
    {
        Assert.Equal(0, (await bench.CrawlAsync(bench.Page("scripted"))).Pictures);
    }

    [ChromiumFact]
    public async Task Scripts_build_the_page_and_see_their_pictures()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("scripted") with { IsRendered = true, Name = ".card h2" });

        Assert.Equal(["blue", "green", "red"], bench.Rows("index.csv").Select(row => row["name"]).Order(StringComparer.Ordinal));
        Assert.All(bench.Rows("index.csv"), row => Assert.EndsWith($"/colour/{row["name"]}.png", row["image_url"], StringComparison.Ordinal));
        Assert.Equal(3, result.Pictures);
    }

    [ChromiumFact]
    public async Task The_browser_itself_reaches_nothing()
    {
        // The page is fetched by a crawl that may ask this machine; its web socket would go past the crawler and must not arrive.
        await bench.CrawlAsync(bench.Page("scripted") with { IsRendered = true });

        Assert.All(bench.Site.Visits, visit => Assert.Equal("Discern/0.1", visit.UserAgent));
        Assert.Equal(1, bench.Site.VisitsOf("/heard")); // the fetch, which goes through the crawler; not the web socket
        Assert.Equal(1, bench.Site.VisitsOf("/scripted"));
    }

    [ChromiumFact]
    public async Task Robots_txt_holds_for_what_scripts_ask_for()
    {
        bench.Site.Robots = "User-agent: *\nDisallow: /scripted.json\n";

        CrawlResult result = await bench.CrawlAsync(bench.Page("scripted") with { IsRendered = true });

        Assert.Equal(0, result.Pictures);
        Assert.Contains("robots.txt forbids it", bench.ReasonOf("scripted.json"), StringComparison.Ordinal);
        Assert.Equal(0, bench.Site.VisitsOf("/scripted.json"));
    }

    [ChromiumFact]
    public async Task A_script_without_end_is_given_up_and_the_next_page_still_built()
    {
        CrawlResult result = await bench.CrawlAsync(
            bench.Options with { RenderTimeout = TimeSpan.FromSeconds(8) },
            bench.Page("hanging-script") with { IsRendered = true },
            bench.Page("scripted") with { IsRendered = true });

        Assert.Equal(3, result.Pictures);
        Assert.Contains("not done within 8 s", bench.ReasonOf("hanging-script"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_browser_is_told_with_the_command_that_installs_it()
    {
        Assert.Null(Environment.OSVersion.Platform == PlatformID.Unix && !OperatingSystem.IsMacOS() ? Chromium.Find("/nowhere") : null);
        Assert.Contains("install", Chromium.Missing().Message, StringComparison.Ordinal);
    }
}
