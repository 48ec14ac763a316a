using System.Globalization;
using Discern.Classifiers;
using Discern.Web.Tests.Browser;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>A picture tried in a browser: chosen, dropped, pasted, by the camera, by keys alone, and without scripts.</summary>
public sealed class TryInBrowserTests(TryFixture studio) : IClassFixture<TryFixture>
{
    [ChromiumFact]
    public async Task A_chosen_picture_is_answered_as_predict_does_and_its_maps_come()
    {
        using var predictor = new PicturePredictor(studio.Run, threads: 1);
        var expected = predictor.Predict([studio.PicturePath]).Single();
        await using var open = await studio.OpenAsync("/try");

        await open.Page.SetInputFilesAsync("#try-file", studio.PicturePath);

        await Assertions.Expect(open.Page.Locator("#trial h2")).ToHaveTextAsync(predictor.Classes[expected.Label!.Value]);
        foreach (var (label, name) in predictor.Classes.Index())
        {
            var shown = await open.Page.Locator(".probabilities li").Filter(new() { HasText = name }).Locator("data").GetAttributeAsync("value");
            Assert.Equal(expected.Probabilities[label], float.Parse(shown!, CultureInfo.InvariantCulture));
        }

        await Assertions.Expect(open.Page.Locator("#try-status")).ToHaveTextAsync("Done.");
        Assert.Equal(1 + predictor.Classes.Count, await open.Page.Locator("#trial .panels img").CountAsync());
        Assert.Equal(0, await open.Page.Locator("main b").CountAsync()); // the name is text
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task A_dropped_and_a_pasted_picture_are_answered_too()
    {
        await using var open = await studio.OpenAsync("/try");
        var contents = Convert.ToBase64String(await File.ReadAllBytesAsync(studio.PicturePath));
        foreach (var kind in new[] { "drop", "paste" })
        {
            await open.Page.EvaluateAsync(
                """
                ({ kind, contents }) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(contents), letter => letter.charCodeAt(0))], `${kind}.png`, { type: 'image/png' }));
                  const event = kind === 'drop' ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }) : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
                  document.getElementById('drop').dispatchEvent(event);
                }
                """,
                new { kind, contents });

            await Assertions.Expect(open.Page.Locator("#trial p").First).ToContainTextAsync(kind is "drop" ? "drop.png" : "pasted");
        }

        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task The_camera_takes_a_picture()
    {
        await using var open = await studio.OpenAsync("/try");

        // A canvas in place of the camera, which this machine has none of.
        await open.Page.EvaluateAsync(
            """
            () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
              const paint = () => { const context = canvas.getContext('2d'); context.fillStyle = 'red'; context.fillRect(0, 0, 64, 48); };
              paint();
              setInterval(paint, 30);
              navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(30);
            }
            """);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await open.Page.WaitForFunctionAsync("() => document.getElementById('video').videoWidth > 0");
        await StudioFixture.KeepAsync(open, "try-camera");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Take the picture" }).ClickAsync();

        await Assertions.Expect(open.Page.Locator("#trial p").First).ToContainTextAsync("camera.jpg");
        await Assertions.Expect(open.Page.Locator("#viewfinder")).ToBeHiddenAsync();
        await Assertions.Expect(open.Page.Locator("#camera")).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task What_is_no_picture_is_said_and_the_next_one_is_answered()
    {
        await using var open = await studio.OpenAsync("/try");
        await open.Page.SetInputFilesAsync("#try-file", new FilePayload { Name = "notes.jpg", MimeType = "image/jpeg", Buffer = "no picture"u8.ToArray() });
        await Assertions.Expect(open.Page.Locator("#notice .alert")).ToHaveTextAsync("The picture 'notes.jpg' cannot be read: it holds text, not a picture.");
        Assert.Equal(0, await open.Page.Locator("#trial > *").CountAsync());

        await open.Page.SetInputFilesAsync("#try-file", studio.PicturePath);

        await Assertions.Expect(open.Page.Locator("#trial h2")).ToBeVisibleAsync();
        Assert.Equal(0, await open.Page.Locator("#notice .alert").CountAsync());
    }

    [ChromiumFact]
    public async Task Everything_is_reached_by_keys()
    {
        await using var open = await studio.OpenAsync("/try");
        var reached = new List<string?>();
        for (var step = 0; step < 20 && !reached.Contains("camera"); step++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            reached.Add(await open.Page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim()"));
        }

        Assert.Equal(["try-file", "Try it", "camera"], reached.Where(name => name is "try-file" or "Try it" or "camera"));
    }

    [ChromiumFact]
    public async Task Without_scripts_a_reload_does_the_same()
    {
        await using var open = await studio.OpenWithoutScriptsAsync("/try");
        var page = open.Page;

        Assert.True(await page.Locator("#camera").IsHiddenAsync()); // it needs a script
        await page.SetInputFilesAsync("#try-file", studio.PicturePath);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".probabilities li")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show it" }).ClickAsync();

        await Assertions.Expect(page.Locator("#trial .panels img")).ToHaveCountAsync(3);
        Assert.Equal(0, await page.Locator("main b").CountAsync());
    }

    [ChromiumFact]
    public async Task It_is_sound_wide_and_narrow_light_and_dark()
    {
        foreach (var (width, colours) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (1280, ColorScheme.Dark), (400, ColorScheme.Light), (400, ColorScheme.Dark)])
        {
            await using var open = await studio.OpenAsync("/try", width, colours);
            await open.Page.SetInputFilesAsync("#try-file", studio.PicturePath);
            await Assertions.Expect(open.Page.Locator("#try-status")).ToHaveTextAsync("Done.");
            await StudioFixture.KeepAsync(open, $"try-{width}-{colours}".ToLowerInvariant());
            await StudioFixture.VerifyAsync(open, width, studio.Address);
        }
    }

    [Fact]
    public async Task A_picture_from_another_site_and_an_address_that_was_guessed_come_to_nothing()
    {
        using var client = new HttpClient { BaseAddress = studio.Address };
        using var form = new MultipartFormDataContent { { new StringContent(Path.GetFileName(studio.Run.Path)), "run" }, { new ByteArrayContent(await File.ReadAllBytesAsync(studio.PicturePath)), "picture", "a.png" } };
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await client.PostAsync("/try", form)).StatusCode);
        foreach (var path in new[] { "/try/0", "/try/0/maps", "/try/0/explained" })
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
        }
    }
}
