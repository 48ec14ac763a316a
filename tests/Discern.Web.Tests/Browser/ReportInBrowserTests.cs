using Discern.Web.Reports;
using Discern.Web.Tests.Reports;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Browser;

public sealed class ReportInBrowserTests(ReportPageFixture fixture) : IClassFixture<ReportPageFixture>
{
    [ChromiumFact]
    public async Task Asks_for_nothing_outside_itself_and_complains_of_nothing()
    {
        await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath);

        Assert.All(report.Requests, url => Assert.Matches("^(file|data|blob):", url));
        Assert.Empty(report.Complaints);
    }

    [ChromiumFact]
    public async Task Draws_every_chart()
    {
        await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath);

        var places = await report.Page.Locator("[data-chart-place]").CountAsync();
        Assert.Equal(9, places);
        Assert.Equal(places, await report.Page.Locator("[data-chart-place] svg").CountAsync());
        Assert.Equal(2, await report.Page.Locator("#learning svg").GetByText("best epoch 17").CountAsync());
        Assert.Equal(2, await report.Page.Locator("#learning svg").GetByText("validation loss turns at").CountAsync());
    }

    [ChromiumFact]
    public async Task The_policy_of_the_page_forbids_the_network()
    {
        await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath);

        // An address of this machine on which nothing listens: were it allowed, the reason would be another one.
        var refused = await report.Page.EvaluateAsync<bool>(
            """
            () => new Promise(resolve => {
              document.addEventListener("securitypolicyviolation", violation => resolve(violation.effectiveDirective === "connect-src"));
              fetch("http" + "://127.0.0.1:9/").catch(() => setTimeout(() => resolve(false), 60_000)); // only where nothing is forbidden
            })
            """);

        Assert.True(refused);
    }

    [ChromiumFact]
    public async Task Hostile_names_are_shown_as_text()
    {
        var path = Path.Combine(ReportPageFixture.Screenshots, "hostile.html");
        await File.WriteAllTextAsync(path, await ReportRenderer.RenderAsync(HostileReport.Create()));

        await using var report = await fixture.OpenAsync(path);

        Assert.Empty(report.Complaints);
        Assert.All(report.Requests, url => Assert.Matches("^(file|data|blob):", url));
        Assert.Equal(9, await report.Page.Locator("[data-chart-place] svg").CountAsync());
        Assert.Equal(0, await report.Page.Locator("img[src='x']").CountAsync());
        foreach (var name in HostileReport.Names)
        {
            Assert.NotEqual(0, await report.Page.GetByRole(AriaRole.Rowheader, new() { Name = name.Replace('\u2028', ' '), Exact = true }).CountAsync());
        }
    }

    [ChromiumFact]
    public async Task The_page_never_scrolls_sideways()
    {
        foreach (var width in (int[])[1280, 800, 400, 320])
        {
            await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath, width);

            var scrollWidth = await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

            Assert.True(scrollWidth <= width, $"At {width} pixels the page is {scrollWidth} wide.");
        }
    }

    [ChromiumFact]
    public async Task The_lazy_accuracy_is_named_on_one_line_and_covers_nothing_however_near_the_end_it_lies()
    {
        var sample = SampleReport.Create();
        var path = Path.Combine(ReportPageFixture.Screenshots, "lazy.html");
        await File.WriteAllTextAsync(path, await ReportRenderer.RenderAsync(sample with { Test = sample.Test! with { LazyAccuracy = 0.97 } }));

        await using var report = await fixture.OpenAsync(path);

        var name = (await report.Page.Locator(".tick-label").BoundingBoxAsync())!;
        var scale = (await report.Page.Locator(".interval-bar.referenced .scale").BoundingBoxAsync())!;
        Assert.InRange(name.Height, 1, 24);
        Assert.True(name.Y + name.Height <= scale.Y, "The name lies over the scale.");
        Assert.True(name.X + name.Width <= scale.X + scale.Width, "The name leaves the scale.");
    }

    [ChromiumFact]
    public async Task Screenshots_for_human_eyes()
    {
        foreach (var (width, colours) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (400, ColorScheme.Light), (400, ColorScheme.Dark)])
        {
            await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath, width, colours);
            var path = Path.Combine(ReportPageFixture.Screenshots, $"report-{width}-{colours}.png".ToLowerInvariant());

            await report.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });

            Assert.True(new FileInfo(path).Length > 50_000, $"{path} shows too little.");
        }
    }

    [ChromiumFact]
    public async Task Prints_to_pdf()
    {
        await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath);
        var path = Path.Combine(ReportPageFixture.Screenshots, "report.pdf");

        await report.Page.PdfAsync(new PagePdfOptions { Path = path, PreferCSSPageSize = true });

        Assert.True(new FileInfo(path).Length > 50_000, $"{path} shows too little.");
    }
}
