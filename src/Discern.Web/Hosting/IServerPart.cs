using Microsoft.AspNetCore.Routing;

namespace Discern.Web.Hosting;

/// <summary>Pages, or an interface for programs, that a <see cref="LocalServer"/> serves.</summary>
/// <remarks>
/// What a part maps is guarded by the server: host, origin, token. Requests that change something need a form's token as well (<c>FormToken</c>), unless the endpoint says
/// <c>DisableAntiforgery()</c>; an endpoint that anybody may ask, even without the server's own token, says <c>AllowAnonymous()</c>.
/// A part that is <see cref="IAsyncDisposable"/> is disposed of with the server.
/// </remarks>
public interface IServerPart
{
    /// <summary>The pages that the head of every page leads to.</summary>
    IReadOnlyList<NavigationLink> Links { get; }

    /// <summary>Maps the endpoints.</summary>
    void Map(IEndpointRouteBuilder routes);
}
