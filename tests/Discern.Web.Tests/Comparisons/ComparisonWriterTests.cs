using Discern.Comparing;
using Discern.Web.Tests.Browser;
using Discern.Web.Tests.Reports;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Comparisons;

/// <summary>The page of a comparison, as text and in the browser.</summary>
public sealed class ComparisonWriterTests(ReportPageFixture fixture) : IClassFixture<ReportPageFixture>
{
    [Fact]
    public async Task Every_contender_is_there_and_names_are_text()
    {
        using var folder = new TemporaryFolder();

        await ComparisonWriter.WriteAsync(SampleComparison.Remedies, folder.In("comparison.html"));

        var html = await File.ReadAllTextAsync(folder.In("comparison.html"));
        Assert.All(SampleComparison.Remedies.Contenders, contender => Assert.Contains($"<bdi>{contender.Name}</bdi>", html, StringComparison.Ordinal));
        Assert.Contains("were dealt into 5 folds, 2 times", html, StringComparison.Ordinal);
        Assert.Contains("Each at its own best threshold", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task It_is_drawn_wholly_by_itself_and_never_scrolls_sideways()
    {
        foreach (var (comparison, charts) in ((Comparison, int)[])[(SampleComparison.Remedies, 2), (SampleComparison.Runs, 1)])
        {
            var path = await WriteAsync(comparison);
            foreach (var (width, colours) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (400, ColorScheme.Light), (400, ColorScheme.Dark), (320, ColorScheme.Light)])
            {
                await using var page = await fixture.OpenAsync(path, width, colours);
                Assert.All(page.Requests, url => Assert.Matches("^(file|data|blob):", url));
                Assert.Empty(page.Complaints);
                Assert.Equal(charts, await page.Page.Locator("[data-chart-place] svg").CountAsync());
                var scrollWidth = await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                Assert.True(scrollWidth <= width, $"At {width} pixels the page is {scrollWidth} wide.");
                await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.ChangeExtension(path, $"{width}-{colours}.png".ToLowerInvariant()), FullPage = true });
            }
        }
    }

    [AxeFact]
    public async Task Nothing_serious_is_found_by_axe()
    {
        foreach (var comparison in (Comparison[])[SampleComparison.Remedies, SampleComparison.Runs])
        {
            foreach (var (width, colours) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (400, ColorScheme.Dark)])
            {
                await using var page = await fixture.OpenAsync(await WriteAsync(comparison), width, colours);
                await page.Page.EvaluateAsync(await File.ReadAllTextAsync(AxeFactAttribute.Script!));

                Assert.Empty(await page.Page.EvaluateAsync<string[]>(AxeFactAttribute.Findings));
            }
        }
    }

    private static async Task<string> WriteAsync(Comparison comparison)
    {
        var path = Path.Combine(ReportPageFixture.Screenshots, $"comparison-{comparison.Kind}.html");
        await ComparisonWriter.WriteAsync(comparison, path);
        return path;
    }
}
