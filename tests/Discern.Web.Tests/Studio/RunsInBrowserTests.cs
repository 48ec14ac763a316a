using Discern.Web.Studio;
using Discern.Web.Tests.Browser;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>The pages of runs, in a browser: by mouse, by keys, and without scripts.</summary>
public sealed class RunsInBrowserTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly (int, ColorScheme)[] s_views = [(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (400, ColorScheme.Light), (400, ColorScheme.Dark)];

    private static string Run => RunShelf.AddressOf(StudioFixture.RunName);

    [ChromiumFact]
    public async Task Every_page_is_sound_wide_and_narrow_light_and_dark()
    {
        foreach (var (name, path) in ((string, string)[])
            [("runs", "/runs"), ("run", Run), ("pictures", Run + "/pictures?class=blue&threshold=0.5&outcome=Found"), ("compared", $"/runs/compare?run={StudioFixture.RunName}&run={Uri.EscapeDataString("2026-11-22-<i>other")}")])
        {
            foreach (var (width, colours) in s_views)
            {
                await using var open = await studio.OpenAsync(path, width, colours);
                await open.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await StudioFixture.KeepAsync(open, $"{name}-{width}-{colours}".ToLowerInvariant());
                await StudioFixture.VerifyAsync(open, width, studio.Address);
            }
        }
    }

    [ChromiumFact]
    public async Task The_first_page_is_the_run_that_was_named()
    {
        await using var open = await studio.OpenAsync("/");

        Assert.EndsWith(Run, open.Page.Url, StringComparison.Ordinal);
        Assert.Equal(1, await open.Page.Locator("main").CountAsync());
        await Assertions.Expect(open.Page.Locator("[data-chart-place] svg").First).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task The_slider_moves_counts_precision_recall_and_cost_together_by_keys()
    {
        await using var open = await studio.OpenAsync(Run + "?class=blue&miss=3&alarm=2");
        var slider = open.Page.Locator("input[name=threshold]");
        await slider.FocusAsync();

        await slider.PressAsync("End"); // from 1 on: nothing is found
        await Assertions.Expect(open.Page.Locator("[data-outcome=Found]")).ToHaveTextAsync("0");
        await Assertions.Expect(open.Page.Locator("[data-outcome=Missed]")).ToHaveTextAsync("14");
        await Assertions.Expect(open.Page.Locator("[data-figure=recall]")).ToHaveTextAsync("0.0\u202F%");
        await Assertions.Expect(open.Page.Locator("[data-figure=cost]")).ToHaveTextAsync("210");

        await slider.PressAsync("Home"); // from 0 on: everything is
        await Assertions.Expect(open.Page.Locator("[data-outcome=FalseAlarm]")).ToHaveTextAsync("6");
        await Assertions.Expect(open.Page.Locator("[data-figure=precision]")).ToHaveTextAsync("70.0\u202F%");
        await Assertions.Expect(open.Page.Locator("[data-figure=cost]")).ToHaveTextAsync("60");
        Assert.True(await slider.EvaluateAsync<bool>("element => element === document.activeElement"));
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task A_count_leads_to_its_pictures_and_back()
    {
        await using var open = await studio.OpenAsync(Run + "?class=blue&threshold=0.5");

        await open.Page.Locator("[data-outcome=Missed]").PressAsync("Enter");

        // What the page shows is asked again and again: a navigation that is waited for may be over before the waiting begins.
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("Missed");
        await Assertions.Expect(open.Page.Locator(".gallery li")).ToHaveCountAsync(1);
        await open.Page.Locator(".kicker a").ClickAsync();
        await Assertions.Expect(open.Page.Locator("input[name=threshold]")).ToHaveValueAsync("0.5");
    }

    [ChromiumFact]
    public async Task Everything_is_reached_without_a_script()
    {
        await using var open = await studio.OpenWithoutScriptsAsync(Run);
        var page = open.Page;

        await page.Locator("select[name=class]").SelectOptionAsync("blue");
        await page.Locator("input[name=miss]").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await Assertions.Expect(page.Locator("input[name=miss][value='7']")).ToBeVisibleAsync(); // as the server wrote it, not as it was typed
        await Assertions.Expect(page.Locator("[data-outcome=Found]")).ToHaveTextAsync("13");
        await page.GotoAsync(new Uri(studio.Address, "/runs").AbsoluteUri);
        foreach (var box in await page.Locator("input[name=run]").AllAsync())
        {
            await box.CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Runs compared");
    }

    [ChromiumFact]
    public async Task Runs_are_compared_with_their_curves()
    {
        await using var open = await studio.OpenAsync($"/runs/compare?run={StudioFixture.RunName}&run={Uri.EscapeDataString("2026-11-22-<i>other")}");

        await Assertions.Expect(open.Page.Locator("#curves svg")).ToHaveCountAsync(2);
        await Assertions.Expect(open.Page.Locator("#curves svg").First).ToContainTextAsync("2026-11-22-<i>other");
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task What_is_asked_wrongly_is_answered_with_a_sentence()
    {
        await using var open = await studio.OpenAsync("/runs/compare?run=" + StudioFixture.RunName);
        Assert.Equal("Choose two runs or more, then compare.", await open.Page.Locator(".alert").TextContentAsync());

        await open.Page.GotoAsync(new Uri(studio.Address, "/runs/nowhere").AbsoluteUri);
        Assert.Contains("There is no run 'nowhere'", await open.Page.Locator(".alert").TextContentAsync(), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task Names_are_text()
    {
        await using var open = await studio.OpenAsync("/runs");

        Assert.Equal(0, await open.Page.Locator("main i, main td b").CountAsync());
        Assert.Equal(1, await open.Page.GetByText("2026-11-22-<i>other").CountAsync());
    }
}
