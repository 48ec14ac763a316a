using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Discern.Web.Tests.Hosting;

/// <summary>One endpoint of each kind, counting how often something was changed.</summary>
internal sealed class SamplePart : IServerPart
{
    public int Changes { get; private set; }

    public IReadOnlyList<NavigationLink> Links { get; } = [new("Sample", "/sample")];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sample", (string? text) => Page.Of<Notice>("Sample", new Dictionary<string, object?> { [nameof(Notice.Sentence)] = text ?? "Hello." }));
        routes.MapPost("/change", Change);
        routes.MapPost("/api/change", Change).DisableAntiforgery();
        routes.MapPost("/api/length", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return (await reader.ReadToEndAsync()).Length.ToString();
        }).DisableAntiforgery();
        routes.MapGet("/open", () => "open").AllowAnonymous();
        routes.MapGet("/fault", string () => throw new InvalidOperationException("the secret place"));
        routes.MapGet("/wrong", string () => throw new DiscernException("The file <b>x</b> is wrong. Put it right."));
        routes.MapGet("/slow", async (CancellationToken cancellation) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(600), cancellation);
            return "done";
        });
    }

    private string Change()
    {
        Changes++;
        return "changed";
    }
}
