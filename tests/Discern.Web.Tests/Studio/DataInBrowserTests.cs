using Discern.Web.Tests.Browser;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>The grid of pictures in a browser: looked at, gone through by keys, decided about and taken back, with and without scripts.</summary>
public sealed class DataInBrowserTests(DataFixture data) : IClassFixture<DataFixture>
{
    private static readonly (int, ColorScheme)[] s_views = [(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (400, ColorScheme.Light), (400, ColorScheme.Dark)];

    [ChromiumFact]
    public async Task Every_page_is_sound_wide_and_narrow_light_and_dark()
    {
        foreach (var (name, path) in ((string, string)[])
            [("data", "/data"), ("filtered", "/data?issue=unreadable"), ("picture", "/data/picture?path=plum%2Fp-004.png"), ("duplicates", "/data/duplicates")])
        {
            foreach (var (width, colours) in s_views)
            {
                await using var open = await data.OpenAsync(data.Shared, path, width, colours);
                await open.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ReportPageFixture.Screenshots, $"studio-{name}-{width}-{colours}.png".ToLowerInvariant()) });
                await StudioFixture.VerifyAsync(open, width, data.Shared.Address);
            }
        }
    }

    [ChromiumFact]
    public async Task Only_what_is_in_view_is_in_the_page_and_all_of_it_is_reached()
    {
        await using var open = await data.OpenAsync(data.Shared, "/data");
        await Assertions.Expect(open.Page.Locator("#grid .tile").First).ToBeVisibleAsync();
        var atTop = await open.Page.Locator("#grid .tile").CountAsync();
        Assert.InRange(atTop, 20, 150);

        await open.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await Assertions.Expect(open.Page.Locator("[data-path='quince/q-099.png']")).ToBeVisibleAsync();

        Assert.InRange(await open.Page.Locator("#grid .tile").CountAsync(), 10, 150);
        Assert.Equal("300", await open.Page.Locator("[data-path='quince/q-099.png']").GetAttributeAsync("aria-setsize"));
        Assert.Equal(0, await open.Page.Locator("[data-number='0']").CountAsync());
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task Keys_go_through_the_pictures_and_decide_and_take_back()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data?class=quince");
        var page = open.Page;
        await page.Locator("[data-number='0'] a").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator("[data-number='99'] a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("[data-path='quince/q-001.png'] a")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("1 picture set aside");
        await Assertions.Expect(page.Locator("[data-path='quince/q-002.png'] a")).ToBeFocusedAsync(); // the next one takes its place
        Assert.Equal(99, own.Files("quince"));

        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("2");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("2 pictures labelled plum");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("97 of 299 pictures");
        Assert.Equal((97, 102), (own.Files("quince"), own.Files("plum")));

        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("1 picture set aside");
        Assert.Equal((99, 100), (own.Files("quince"), own.Files("plum")));
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.Locator("#status")).Not.ToContainTextAsync("Last decision");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("100 of 300 pictures");
        Assert.Equal(100, own.Files("quince"));

        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(page.Locator("#notice")).ToContainTextAsync("nothing to take back");
    }

    [ChromiumFact]
    public async Task Keys_that_are_pressed_while_a_decision_is_under_way_are_obeyed_in_order()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data?class=quince");
        var page = open.Page;
        var pressed = new TaskCompletionSource();
        await page.RouteAsync("**/data/set-aside", async route =>
        {
            await pressed.Task;
            await route.ContinueAsync();
        });
        await page.Locator("[data-number='0'] a").FocusAsync();

        // 0 and 1 set aside, 2 passed over, 3 labelled, that taken back, 3 set aside.
        foreach (var key in (string[])["Delete", "Delete", "ArrowRight", "2", "u", "Delete"])
        {
            await page.Keyboard.PressAsync(key);
        }

        pressed.SetResult();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("97 of 297 pictures");
        await Assertions.Expect(page.Locator("[data-path='quince/q-004.png'] a")).ToBeFocusedAsync();
        string[] gone = ["q-000.png", "q-001.png", "q-003.png"];
        Assert.DoesNotContain(gone, name => File.Exists(Path.Combine(own.Data, "quince", name)));
        Assert.Equal((97, 100), (own.Files("quince"), own.Files("plum")));
    }

    [ChromiumFact]
    public async Task A_key_that_is_pressed_before_the_grid_is_drawn_anew_is_obeyed()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data?class=quince");
        var page = open.Page;
        await page.Locator("[data-number='0'] a").FocusAsync();
        var pressed = new TaskCompletionSource();
        await page.RouteAsync("**/data/tiles?*", async route =>
        {
            await pressed.Task;
            await route.ContinueAsync();
        });

        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("99 of 299 pictures");
        await Assertions.Expect(page.Locator("#grid .tile")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("u");
        pressed.SetResult();

        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("100 of 300 pictures");
        await Assertions.Expect(page.Locator("[data-path='quince/q-000.png'] a")).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task A_decision_that_the_server_does_not_hear_is_said_and_the_next_one_is_made()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data?class=quince");
        await open.Page.Locator("[data-number='0'] a").FocusAsync();
        await open.Page.RouteAsync("**/data/set-aside", route => route.AbortAsync());
        await open.Page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(open.Page.Locator("#notice")).ToContainTextAsync("That was not done");
        Assert.Equal(100, own.Files("quince"));

        await open.Page.UnrouteAsync("**/data/set-aside");
        await open.Page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(open.Page.Locator("#status")).ToContainTextAsync("99 of 299 pictures");
        await Assertions.Expect(open.Page.Locator("#notice")).ToBeEmptyAsync();
    }

    [ChromiumFact]
    public async Task The_mouse_chooses_and_decides()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data?text=a-01");
        var page = open.Page;
        await page.Locator("[data-number='0'] input").CheckAsync();
        await page.Locator("[data-number='3'] input").CheckAsync();
        await page.Locator("#decide select").SelectOptionAsync("plum");

        await page.GetByRole(AriaRole.Button, new() { Name = "Label so" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("2 pictures labelled plum");
        Assert.Equal(98, own.Files("apple & pear"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).Not.ToContainTextAsync("Last decision");
        Assert.Equal(100, own.Files("apple & pear"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Set aside" }).ClickAsync();
        await Assertions.Expect(page.Locator("#notice")).ToContainTextAsync("No picture is chosen");
    }

    [ChromiumFact]
    public async Task Everything_is_done_without_a_script()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenWithoutScriptsAsync(own, "/data?class=plum");
        var page = open.Page;
        Assert.Equal(100, await page.Locator("#grid .tile").CountAsync());

        await page.Locator("[data-number='10'] input").CheckAsync();
        await page.Locator("#decide select").SelectOptionAsync("quince");
        await page.GetByRole(AriaRole.Button, new() { Name = "Label so" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("1 picture labelled");
        Assert.Equal((99, 101), (own.Files("plum"), own.Files("quince")));
        Assert.Contains("class=plum", page.Url, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).Not.ToContainTextAsync("Last decision");
        Assert.Equal((100, 100), (own.Files("plum"), own.Files("quince")));
        await page.GotoAsync(new Uri(own.Address, "/data").AbsoluteUri);
        await page.GetByRole(AriaRole.Link, new() { Name = "On", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#grid .tile").First).ToHaveAttributeAsync("data-number", "120");
    }

    [ChromiumFact]
    public async Task Filters_find_by_issue_and_text_and_names_are_text()
    {
        await using var open = await data.OpenAsync(data.Shared, "/data?issue=unreadable");
        await Assertions.Expect(open.Page.Locator("#status")).ToContainTextAsync("1 of 300 pictures");

        await open.Page.Locator("select[name=issue]").SelectOptionAsync("");
        await open.Page.Locator("input[name=text]").FillAsync("ONERROR");
        await open.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("#status")).ToContainTextAsync("1 of 300 pictures");
        await open.Page.Locator("#grid .tile a").ClickAsync();

        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync(PictureStudio.Hostile);
        Assert.Equal(0, await open.Page.Locator("img[src='x']").CountAsync());
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task As_a_run_sees_it_the_least_sure_come_first_and_mistakes_alone_can_be_shown()
    {
        await using var open = await data.OpenAsync(data.Shared, "/data?run=fruit");
        await Assertions.Expect(open.Page.Locator("[data-number='0']")).ToHaveAttributeAsync("data-path", "quince/q-011.png");
        await Assertions.Expect(open.Page.Locator("[data-number='0'] .verdict.wrong")).ToHaveTextAsync("plum 55.0\u202F%");
        await Assertions.Expect(open.Page.Locator("[data-number='2']")).ToHaveAttributeAsync("data-path", "plum/p-010.png");

        await open.Page.Locator("select[name=sureness]").SelectOptionAsync("0.9");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("#status")).ToContainTextAsync("2 of 300 pictures");

        await open.Page.GetByLabel("Only mistaken").CheckAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("#status")).ToContainTextAsync("1 of 300 pictures");
    }

    [ChromiumFact]
    public async Task Duplicates_lie_side_by_side_and_go_from_there()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data/duplicates");
        Assert.Equal(1, await open.Page.Locator(".cluster").CountAsync());
        Assert.Equal(3, await open.Page.Locator(".cluster .tile").CountAsync());

        await open.Page.GetByLabel("Choose plum/p-004.png").CheckAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Set the chosen ones aside" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator(".cluster .tile")).ToHaveCountAsync(2);
        Assert.Equal(99, own.Files("plum"));

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(open.Page.Locator("#status")).Not.ToContainTextAsync("Last decision");
        Assert.Equal(100, own.Files("plum"));
    }

    [ChromiumFact]
    public async Task Duplicates_and_one_picture_are_decided_about_by_keys_alone()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data/duplicates");
        var page = open.Page;
        await TabToAsync(page, page.GetByLabel("Choose plum/p-004.png"));
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Set the chosen ones aside" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".cluster .tile")).ToHaveCountAsync(2);
        Assert.Equal(99, own.Files("plum"));

        await page.GotoAsync(new Uri(own.Address, "/data/picture?path=plum%2Fp-003.png").AbsoluteUri);
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Set aside" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("298 pictures");
        Assert.Equal(98, own.Files("plum"));
    }

    // As far as a page has stops.
    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var stop = 0; stop < 40 && !await target.EvaluateAsync<bool>("element => element === document.activeElement"); stop++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(target).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task What_leads_out_of_the_folder_is_not_shown()
    {
        await using var open = await data.OpenAsync(data.Shared, "/runs");
        foreach (var path in (string[])["../pictures-clean/issues.csv", "/etc/hostname", "plum/../../pictures-clean/issues.csv", "none.png"])
        {
            foreach (var page in (string[])["thumbnail", "large", "picture"])
            {
                var response = await open.Page.Context.APIRequest.GetAsync(new Uri(data.Shared.Address, $"/data/{page}?path={Uri.EscapeDataString(path)}").AbsoluteUri);
                Assert.Equal(404, response.Status);
            }
        }
    }
}
