using System.Net;
using Discern.Imaging;
using Discern.Web.Tests.Browser;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>Pictures from elsewhere: dropped on a class, chosen in a form, and what is refused.</summary>
public sealed class AddInBrowserTests(DataFixture data) : IClassFixture<DataFixture>
{
    private static readonly byte[] s_png = PictureEncoder.Png(new Picture(8, 8, 3, new byte[192]));

    [ChromiumFact]
    public async Task Pictures_that_are_dropped_on_a_class_lie_there_and_go_as_one_decision()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenAsync(own, "/data?class=plum");
        var page = open.Page;
        await page.EvaluateAsync(
            """
            contents => {
              const bytes = Uint8Array.from(atob(contents), letter => letter.charCodeAt(0));
              const dataTransfer = new DataTransfer();
              for (const name of ['new.png', '<b>p-003.png', 'p-000.png']) dataTransfer.items.add(new File([bytes], name, { type: 'image/png' }));
              dataTransfer.items.add(new File(['no picture'], 'notes.jpg', { type: 'image/jpeg' }));
              const send = (target, kind) => target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
              send(document.body, 'dragenter');
              const bin = document.querySelector('#bins [data-class="plum"]');
              if (document.getElementById('bins').hidden) throw new Error('The classes do not appear.');
              send(bin, 'dragover');
              send(bin, 'drop');
            }
            """,
            Convert.ToBase64String(s_png));

        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("3 pictures added to plum");
        await Assertions.Expect(page.Locator("#status .alert")).ToContainTextAsync("'notes.jpg' was not added.");
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("103 of 303 pictures");
        await Assertions.Expect(page.Locator("#bins")).ToBeHiddenAsync();
        Assert.True(File.Exists(Path.Combine(own.Data, "plum", "p-000-2.png")));
        Assert.True(File.Exists(Path.Combine(own.Data, "plum", "_b_p-003.png")));

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("100 of 300 pictures");
        Assert.Equal(100, own.Files("plum"));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(own.Data + "-clean", "taken-back", "plum")).Length);
    }

    [ChromiumFact]
    public async Task What_is_dropped_beside_the_classes_is_said_to_be_nowhere()
    {
        await using var open = await data.OpenAsync(data.Shared, "/data");
        await open.Page.EvaluateAsync(
            """
            () => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
            }
            """);

        await Assertions.Expect(open.Page.Locator("#notice")).ToContainTextAsync("drop the pictures on a class");
    }

    [ChromiumFact]
    public async Task Without_scripts_a_form_does_the_same()
    {
        await using var own = await PictureStudio.StartAsync();
        await using var open = await data.OpenWithoutScriptsAsync(own, "/data");
        var page = open.Page;
        await page.GetByText("Add pictures to a class").ClickAsync();
        await page.Locator("#add-form select[name=class]").SelectOptionAsync("quince");
        await page.SetInputFilesAsync("#add-form [type=file]", [new FilePayload { Name = "one.png", MimeType = "image/png", Buffer = s_png }, new FilePayload { Name = "two.png", MimeType = "image/png", Buffer = s_png }]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("2 pictures added to quince");
        Assert.Equal(102, own.Files("quince"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).Not.ToContainTextAsync("Last decision");
        Assert.Equal(100, own.Files("quince"));
    }

    [ChromiumFact]
    public async Task Only_a_form_of_ours_adds()
    {
        using var client = new HttpClient { BaseAddress = data.Shared.Address };
        foreach (var (header, value, status) in ((string, string, HttpStatusCode)[])
            [("Accept", "*/*", HttpStatusCode.BadRequest), ("Origin", "http://elsewhere.example", HttpStatusCode.Forbidden), ("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden), ("Host", "rebound.example", HttpStatusCode.MisdirectedRequest)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/data/add") { Content = new MultipartFormDataContent { { new StringContent("plum"), "class" }, { new ByteArrayContent(s_png), "picture", "a.png" } } };
            request.Headers.TryAddWithoutValidation(header, value);
            Assert.Equal(status, (await client.SendAsync(request)).StatusCode);
        }

        Assert.Equal(100, data.Shared.Files("plum"));
    }

    [ChromiumTheory]
    [InlineData("nowhere", "a.png", true, "no class 'nowhere'")]
    [InlineData("../quince", "a.png", true, "no class '../quince'")]
    [InlineData("plum", "a.exe", true, "does not end as a picture's does")]
    [InlineData("plum", "bomb.png", false, "was not added")]
    public async Task What_is_wrong_is_said_and_nothing_is_written(string name, string file, bool isPicture, string sentence)
    {
        await using var open = await data.OpenAsync(data.Shared, "/data");
        var answer = await open.Page.EvaluateAsync<string>(
            """
            async ({ name, file, contents }) => {
              const body = new FormData();
              body.set('class', name);
              body.set('picture', new File([Uint8Array.from(atob(contents), letter => letter.charCodeAt(0))], file));
              const headers = { ...JSON.parse(document.body.getAttribute('hx-headers')), 'HX-Request': 'true' };
              return await (await fetch('/data/add', { method: 'POST', body, headers })).text();
            }
            """,
            new { name, file, contents = Convert.ToBase64String(isPicture ? s_png : Bomb()) });

        Assert.Contains(sentence, WebUtility.HtmlDecode(answer), StringComparison.Ordinal);
        Assert.Equal((100, 100), (data.Shared.Files("plum"), data.Shared.Files("quince")));
    }

    // A header that promises 60,000 × 60,000 pixels.
    private static byte[] Bomb()
    {
        var bomb = (byte[])s_png.Clone();
        (bomb[18], bomb[19], bomb[22], bomb[23]) = (0xEA, 0x60, 0xEA, 0x60);
        return bomb;
    }
}
