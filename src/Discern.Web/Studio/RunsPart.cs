using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Discern.Web.Studio;

/// <summary>The pages of runs: all of them, one of them, several compared.</summary>
internal sealed class RunsPart(RunShelf shelf) : IServerPart
{
    public IReadOnlyList<NavigationLink> Links { get; } = [new("Runs", RunShelf.Address)];

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(RunShelf.Address, All);

    private IResult All() => Page.Of<RunsPage>("Runs", new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(RunsPage.Folder)] = shelf.Folder,
        [nameof(RunsPage.Runs)] = shelf.Names().Select(name => RunSummary.Of(name, shelf)).ToList(),
    });
}
