using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Discern.Crawling.Tests.Web;

public sealed partial class TestSite
{
    private const int PicturesOnPage = 20;
    private int failures;

    private void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/robots.txt", () => Results.Text(Robots));
        site.MapGet("/gallery/{label}/{page:int}", Gallery);
        site.MapGet("/faces/{label}/{number:int}", FaceAsync);
        site.MapGet("/scripted", () => Html(Scripted));
        site.MapGet("/scripted.json", () => Results.Json(new[] { "red", "green", "blue" }));
        site.MapGet("/heard", () => "somebody asked past the crawler");
        site.MapGet("/endless/{page:int}", (int page) => Html($"<img src=/colour/red.png><a class=next href=/endless/{page + 1}>more</a>"));
        site.MapGet("/ring/{page:int}", (int page) => Html($"<img src=/colour/{page}.png><a class=next href=/ring/{(page + 1) % 3}#top>on</a>"));
        site.MapGet("/long/{page:int}", (int page) => Html($"<img src=/colour/{page}.png><a class=next href=/long/{page + 1}>on</a>"));
        site.MapGet("/slow", SlowAsync);
        site.MapGet("/hanging-script", () => Html("<img src=/colour/red.png><script>while (true) { }</script>"));
        site.MapGet("/sources", () => Html(Sources));
        site.MapGet("/cards", () => Html(Cards));
        site.MapGet("/forbidden/page", () => Html("<img src=/colour/red.png>"));
        site.MapGet("/mixed", () => Html(Mixed));
        site.MapGet("/flaky", Flaky);
        site.MapGet("/busy", Busy);
        site.MapGet("/moved", () => Results.Redirect("/gallery-of-one", permanent: true));
        site.MapGet("/gallery-of-one", () => Html("<img src=/colour/red.png>"));
        site.MapGet("/loop", () => Results.Redirect("/loop"));
        site.MapGet("/to-private", () => Results.Redirect("http://10.0.0.1/secret"));
        site.MapGet("/to-file", (HttpContext context) => Redirect(context, "file:///etc/passwd"));
        site.MapGet("/colour/{name}.png", (string name) => Tagged(Drawings.Colour(name), "image/png"));
        site.MapGet("/lying.png", () => Results.Bytes("<html>no picture</html>"u8.ToArray(), "image/png"));
        site.MapGet("/honest.txt", () => Results.Bytes(Drawings.Colour("honest"), "text/plain"));
        site.MapGet("/cut.png", () => Results.Bytes(Drawings.Colour("cut")[..^30], "image/png"));
        site.MapGet("/huge-dimensions.pgm", () => Results.Bytes("P5 60000 60000 255\n"u8.ToArray(), "image/x-portable-graymap"));
        site.MapGet("/bomb", Bomb);
        site.MapGet("/page-that-is-a-picture", () => Results.Bytes(Drawings.Colour("red"), "image/png"));
        site.MapGet("/two-labels/{label}", (string label) => Html($"<img src=/colour/red.png?label={label}>"));
    }

    private const string Scripted =
        """
        <div id=cards></div>
        <script>
          new WebSocket(`ws://${location.host}/heard`);
          fetch("http://localhost:" + location.port + "/heard", { mode: "no-cors" }).catch(() => {});
          fetch("/scripted.json").then(answer => answer.json()).then(names => {
            for (const name of names) {
              cards.insertAdjacentHTML("beforeend", `<div class=card style="height: 3000px"><h2>${name}</h2><img alt="" data-later=/colour/${name}.png></div>`);
            }
            const seen = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => entry.target.src = entry.target.dataset.later));
            document.querySelectorAll("img").forEach(image => { image.onerror = () => image.src = "/colour/broken.png"; seen.observe(image); });
          });
        </script>
        """;

    private const string Sources =
        """
        <base href=/colour/>
        <img src=small.png srcset="medium.png 400w, large.png 800w, small.png 100w">
        <picture><source srcset="wide.png 1600w" media="(min-width: 900px)"><img src=narrow.png></picture>
        <img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" data-src=lazy.png>
        <img src=placeholder.png data-srcset="lazy-one.png 1x, lazy-two.png 2x">
        <a href=full.png><img src=thumbnail.png></a>
        <div class=hero style="background: #fff url('background.png') no-repeat"></div>
        """;

    private const string Cards =
        """
        <link rel=license href="https://creativecommons.org/licenses/by/4.0/">
        <div class=card><b class=kind>apple</b><h2> Granny <i>Smith</i> </h2><img src=/colour/1.png></div>
        <div class=card><b class=kind>pear</b><img src=/colour/2.png></div>
        <div class=card><h2>Nobody's</h2><img src=/colour/3.png></div>
        """;

    private const string Mixed =
        """
        <img src=/colour/good.png><img src=/colour/good.png?again>
        <img src=/lying.png><img src=/honest.txt><img src=/cut.png><img src=/huge-dimensions.pgm><img src=/bomb><img src=/missing.png><img src=/to-private><img src=/to-file>
        <img alt="no source at all">
        """;

    private static IResult Html(string body) => Results.Content($"<!doctype html><title>Test site</title>{body}", "text/html; charset=utf-8");

    private IResult Gallery(HttpContext context, string label, int page)
    {
        int count = Faces.Count(label), pages = (count + PicturesOnPage - 1) / PicturesOnPage;
        if (page < 1 || page > pages)
        {
            return Results.NotFound();
        }

        IEnumerable<string> cards = Enumerable.Range((page - 1) * PicturesOnPage, Math.Min(PicturesOnPage, count - ((page - 1) * PicturesOnPage)))
            .Select(number => $"<div class=card><h2>Person {number}</h2><img src=/faces/{label}/{number}></div>");
        string next = page < pages ? $"<a class=next href=/gallery/{label}/{page + 1}>next</a>" : "";
        string html = $"<!doctype html><title>{label}</title>{string.Concat(cards)}{next}";
        return TaggedText(context, html);
    }

    private async Task<IResult> FaceAsync(string label, int number)
    {
        await Task.Delay(PictureDelay);
        return Faces.Read(label, number) is { } picture ? Results.Bytes(picture, "application/octet-stream") : Results.NotFound();
    }

    private static IResult TaggedText(HttpContext context, string html)
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(html)))[..16]}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Content(html, "text/html; charset=utf-8");
    }

    private static IResult Tagged(byte[] contents, string type) => Results.Bytes(contents, type);

    private static async Task<IResult> SlowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
        return Html("<img src=/colour/red.png>");
    }

    // 500, then 200; a second round the same.
    private IResult Flaky() => Interlocked.Increment(ref failures) % 2 == 1 ? Results.StatusCode(500) : Html("<img src=/colour/red.png>");

    private IResult Busy(HttpContext context)
    {
        if (Interlocked.Increment(ref failures) % 2 == 1)
        {
            context.Response.Headers.RetryAfter = "1";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return Html("<img src=/colour/red.png>");
    }

    private static IResult Redirect(HttpContext context, string address)
    {
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status302Found);
    }

    // A hundred kilobytes on the way, a hundred megabytes here.
    private static async Task Bomb(HttpContext context)
    {
        context.Response.ContentType = "image/png";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var packing = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 100; i++)
        {
            await packing.WriteAsync(zeros, context.RequestAborted);
        }
    }
}
