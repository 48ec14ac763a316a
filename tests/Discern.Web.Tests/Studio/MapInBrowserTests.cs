using Discern.Web.Tests.Browser;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>The map in a browser: drawn as it comes, chosen from by a line, by keys and without scripts, and decided about.</summary>
public sealed class MapInBrowserTests(DataFixture data) : IClassFixture<DataFixture>
{
    private const int PerClass = 14;

    // One of the 42 is no picture, and has no point.
    private const int Points = (3 * PerClass) - 1;

    [ChromiumFact]
    public async Task It_is_drawn_while_somebody_looks_and_a_line_leads_to_a_decision_and_back()
    {
        await using var own = await PictureStudio.StartAsync(PerClass);
        await using var open = await data.OpenAsync(own, "/map");
        var page = open.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "By neighbours" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#map-canvas")).ToHaveAttributeAsync("aria-label", $"Map of {Points} pictures");

        // Around everything, along the edge.
        var box = (await page.Locator("#map-canvas").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync((float)box.X + 2, (float)box.Y + 2);
        await page.Mouse.DownAsync();
        foreach (var (x, y) in ((float, float)[])[(0.99f, 0.005f), (0.99f, 0.99f), (0.005f, 0.99f), (0.005f, 0.2f)])
        {
            await page.Mouse.MoveAsync((float)box.X + (x * (float)box.Width), (float)box.Y + (y * (float)box.Height), new() { Steps = 5 });
        }

        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("#selection-title")).ToHaveTextAsync($"{Points} pictures chosen");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('#selection img')].every(image => image.complete)"); // a picture that is asked for after it moved is not found, and the browser says so
        await page.Locator("#selection select").SelectOptionAsync("quince");
        await page.Locator("#selection").GetByRole(AriaRole.Button, new() { Name = "Label so" }).ClickAsync();

        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync($"{Points - PerClass} pictures labelled quince");
        await Assertions.Expect(page.Locator("#map-canvas")).ToHaveAttributeAsync("aria-label", $"Map of {Points} pictures"); // who moved keeps the point
        Assert.Equal(Points, own.Files("quince"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).Not.ToContainTextAsync("Last decision");
        Assert.EndsWith("/map", page.Url, StringComparison.Ordinal);
        Assert.Equal((PerClass, PerClass, PerClass), (own.Files("quince"), own.Files("plum"), own.Files("apple & pear")));
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task Keys_choose_with_a_ring_and_the_grid_shows_the_same()
    {
        await using var own = await PictureStudio.StartAsync(PerClass);
        await using var open = await data.OpenAsync(own, "/map");
        var page = open.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "By neighbours" })).ToBeVisibleAsync();
        await page.Locator("#map-canvas").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowRight");
        for (var larger = 0; larger < 12; larger++)
        {
            await page.Keyboard.PressAsync("+");
        }

        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#selection-title")).ToHaveTextAsync($"{Points} pictures chosen");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#selection-title")).ToHaveTextAsync($"{Points} pictures chosen"); // a reload shows the same
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at them one by one" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync($"{Points} of {3 * PerClass} pictures");

        await page.GetByLabel("All that are shown").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set aside" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync($"{Points} pictures set aside");
        Assert.Equal((0, 1, 0), (own.Files("quince"), own.Files("plum"), own.Files("apple & pear")));
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync($"{Points} of {3 * PerClass} pictures");

        await page.GetByLabel("Only the part of the map").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync($"{3 * PerClass} pictures");
    }

    [ChromiumFact]
    public async Task Without_scripts_squares_choose_and_it_is_sound_wide_and_narrow_light_and_dark()
    {
        await using var own = await PictureStudio.StartAsync(PerClass);
        await using (var first = await data.OpenAsync(own, "/map"))
        {
            await Assertions.Expect(first.Page.GetByRole(AriaRole.Link, new() { Name = "By neighbours" })).ToBeVisibleAsync();
        }

        await using var open = await data.OpenWithoutScriptsAsync(own, "/map");
        await open.Page.GetByText("The map in squares").ClickAsync();
        var square = open.Page.Locator("main table a").First;
        var count = await square.TextContentAsync();
        await square.ClickAsync();
        await Assertions.Expect(open.Page.Locator("#selection-title")).ToHaveTextAsync($"{count} {(count is "1" ? "picture" : "pictures")} chosen");
        await open.Page.Locator("#selection").GetByRole(AriaRole.Button, new() { Name = "Set aside" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("#status")).ToContainTextAsync("set aside");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("#status")).Not.ToContainTextAsync("Last decision");

        foreach (var (width, colours) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (400, ColorScheme.Light), (400, ColorScheme.Dark)])
        {
            await using var view = await data.OpenAsync(own, "/map?area=" + Uri.EscapeDataString("neighbours:0.3,0.02;0.99,0.3;0.8,0.9;0.1,0.8"), width, colours);
            await view.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await StudioFixture.KeepAsync(view, $"map-{width}-{colours}".ToLowerInvariant());
            await StudioFixture.VerifyAsync(view, width, own.Address);
        }
    }

    [ChromiumTheory]
    [InlineData("neighbours:1,2")]
    [InlineData("neighbours:a,b;c,d;e,f")]
    [InlineData("elsewhere:0,0;1,0;1,1")]
    [InlineData("plane:NaN,0;1,0;1,1")]
    public async Task A_line_that_is_none_is_refused_with_a_sentence(string area)
    {
        await using var open = await data.OpenAsync(data.Shared, "/data?area=" + Uri.EscapeDataString(area));

        await Assertions.Expect(open.Page.Locator(".alert")).ToContainTextAsync("cannot be understood");
    }
}
