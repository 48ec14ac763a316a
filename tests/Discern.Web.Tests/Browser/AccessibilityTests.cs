using Microsoft.Playwright;

namespace Discern.Web.Tests.Browser;

/// <summary>The report by axe-core: no serious and no critical finding, light and dark, wide and narrow.</summary>
public sealed class AccessibilityTests(ReportPageFixture fixture) : IClassFixture<ReportPageFixture>
{
    [AxeFact]
    public async Task Nothing_serious_is_found()
    {
        foreach (var (width, colours) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (400, ColorScheme.Dark)])
        {
            await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath, width, colours);
            await report.Page.EvaluateAsync(await File.ReadAllTextAsync(AxeFactAttribute.Script!));

            Assert.Empty(await report.Page.EvaluateAsync<string[]>(AxeFactAttribute.Findings));
        }
    }

    [ChromiumFact]
    public async Task A_cell_of_the_confusion_matrix_leads_to_its_pictures()
    {
        await using var report = await fixture.OpenAsync(ReportPageFixture.SamplePath);
        var panel = report.Page.Locator("#cell-0-1");
        await Assertions.Expect(panel).ToBeHiddenAsync();

        await report.Page.Locator("a[href='#cell-0-1']").ClickAsync();

        await Assertions.Expect(panel).ToBeVisibleAsync();
        Assert.NotEqual(0, await panel.Locator("svg use").CountAsync());
    }
}
