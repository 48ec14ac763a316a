using Discern.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Discern.Web.Studio;

/// <summary>Leads from the bare address to the page to begin with.</summary>
internal sealed class StartPart(StudioFolders folders) : IServerPart
{
    public IReadOnlyList<NavigationLink> Links => [];

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", () => Results.LocalRedirect(folders.Start));
}
