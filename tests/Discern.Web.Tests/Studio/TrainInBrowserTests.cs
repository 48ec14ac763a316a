using Discern.Web.Tests.Browser;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>The page that trains, in a browser.</summary>
public sealed class TrainInBrowserTests(TrainFixture studio) : IClassFixture<TrainFixture>
{
    [ChromiumFact]
    public async Task A_training_is_begun_watched_stopped_gone_on_with_and_ended()
    {
        await using var open = await studio.OpenAsync();
        var page = open.Page;
        await page.Locator("input[value=cnn]").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator("select[name=balance]").SelectOptionAsync("oversample");
        await page.Locator("input[name=epochs]").FillAsync("10");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#progress")).ToContainTextAsync("Under way since");
        await Assertions.Expect(page.Locator("#progress")).ToContainTextAsync("Reading <b>pictures</b>");
        Assert.Equal(["--recipe", "cnn", "--balance", "oversample", "--epochs", "10"], studio.Typed[^1][4..]);

        studio.Epoch.Release(2);
        await Assertions.Expect(page.Locator("#progress")).ToContainTextAsync("Epoch 2 of 10 is over. About 4 min left.");
        await Assertions.Expect(page.Locator("#curves svg")).ToHaveCountAsync(2);
        foreach (var (width, colours) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (400, ColorScheme.Light), (400, ColorScheme.Dark)])
        {
            await using var other = await studio.OpenAsync(width, colours);
            await Assertions.Expect(other.Page.Locator("#curves svg")).ToHaveCountAsync(2);
            await StudioFixture.KeepAsync(other, $"train-{width}-{colours}".ToLowerInvariant());
            await StudioFixture.VerifyAsync(other, width, studio.Address);
        }

        await page.Locator("#stop").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#progress")).ToContainTextAsync("It was stopped");

        await page.Locator(".stopped button").ClickAsync();
        await Assertions.Expect(page.Locator("#progress")).ToContainTextAsync("Epoch 2 of 10");
        studio.Epoch.Release();
        await Assertions.Expect(page.Locator("#progress")).ToContainTextAsync("Epoch 3 of 10");
        Assert.Equal("--continue", studio.Typed[^1][2]);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Train", Exact = true })).ToBeDisabledAsync();

        studio.IsEnding = true;
        studio.Epoch.Release();
        await Assertions.Expect(page.Locator("#progress")).ToContainTextAsync("It is finished.");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Judge it" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".stopped")).ToHaveCountAsync(0);
        Assert.Empty(open.Complaints);
    }

    [ChromiumTheory]
    [InlineData("recipe=magic&balance=none", "There is no recipe 'magic'")]
    [InlineData("recipe=cnn&balance=--profile", "There is no balance '--profile'")]
    [InlineData("recipe=auto&balance=none&backbone=/etc/passwd", "There is no pretrained network '/etc/passwd'")]
    [InlineData("recipe=cnn&balance=none&epochs=1e9", "The number of epochs is '1e9'")]
    public async Task Only_what_the_form_offers_becomes_an_argument(string form, string refusal)
    {
        var before = studio.Typed.Count;
        await using var open = await studio.OpenAsync();
        var answer = await open.Page.EvaluateAsync<string>(
            """
            async form => {
              const headers = { ...JSON.parse(document.body.getAttribute('hx-headers')), 'HX-Request': 'true' };
              return await (await fetch('/train/start', { method: 'POST', body: new URLSearchParams(form), headers })).text();
            }
            """,
            form);

        Assert.Contains(refusal, System.Net.WebUtility.HtmlDecode(answer), StringComparison.Ordinal);
        Assert.Equal(before, studio.Typed.Count);
    }
}
