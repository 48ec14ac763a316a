using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discern.Crawling.Tests.Web;

/// <summary>A small web site on this machine with everything that makes crawling hard: TestSite.Pages.cs has its pages.</summary>
public sealed partial class TestSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<Visit> visits = new();
    private readonly WebApplication application;

    private TestSite(WebApplication application) => this.application = application;

    /// <summary>The address of the site, with a slash at its end.</summary>
    public Uri Root { get; private set; } = new("about:blank");

    /// <summary>Every request so far, in order.</summary>
    public IReadOnlyList<Visit> Visits => [.. visits];

    /// <summary>What <c>/robots.txt</c> says.</summary>
    public string Robots { get; set; } = "User-agent: *\nDisallow: /forbidden\n";

    /// <summary>Waited before each picture of the galleries: time to stop a crawl in.</summary>
    public TimeSpan PictureDelay { get; set; }

    /// <summary>The two labels of <c>/gallery/LABEL/1</c>, with pictures of faces.</summary>
    public FacePictures Faces { get; } = FacePictures.Find();

    /// <summary>Serves the site on a free port of the loopback interface.</summary>
    public static Task<TestSite> StartAsync() => StartAsync(port: 0);

    /// <summary>Serves the site on a port of the loopback interface.</summary>
    public static async Task<TestSite> StartAsync(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, port));
        var site = new TestSite(builder.Build());
        site.application.Use(site.RecordAsync);
        site.Map(site.application);
        await site.application.StartAsync();
        string address = site.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        site.Root = new Uri(address + "/");
        return site;
    }

    /// <summary>The list of sites for <c>discern crawl</c> that collects all faces.</summary>
    public string GalleryYaml => string.Join('\n', Faces.Labels.Select(label =>
        $"- start: {At($"gallery/{label}/1")}\n  label: {label}\n  picture: .card img\n  name: .card h2\n  next: a.next"));

    /// <summary>The address of a page.</summary>
    public string At(string path) => new Uri(Root, path).AbsoluteUri;

    /// <summary>How often a path was asked for, its query included.</summary>
    public int VisitsOf(string path) => visits.Count(visit => visit.Path == path);

    /// <summary>Forgets the requests so far.</summary>
    public void Forget() => visits.Clear();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        visits.Enqueue(new Visit(
            context.Request.Path + context.Request.QueryString, context.Request.Headers.UserAgent.ToString(), context.Request.Headers.IfNoneMatch.ToString(), DateTimeOffset.UtcNow));
        await next(context);
    }
}
