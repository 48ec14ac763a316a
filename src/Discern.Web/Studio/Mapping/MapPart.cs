using System.Numerics;
using Discern.Mapping;
using Discern.Web.Charts;
using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Discern.Web.Studio.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Discern.Web.Studio.Mapping;

/// <summary>The page of the map: pictures that look alike lie together, and what a line is drawn around can be decided about.</summary>
internal sealed class MapPart(DataShelf shelf, MapPositions positions, MapDesk desk) : IServerPart
{
    /// <summary>The page's address.</summary>
    public const string Address = "/map";

    private const int Steps = 4096;
    private const int TilesShown = 24;

    // Progress comes in hundreds of steps a second; the page is told now and then.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    public IReadOnlyList<NavigationLink> Links { get; } = [new("Map", Address)];

    public void Map(IEndpointRouteBuilder routes)
    {
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        routes.MapGet(Address, (HttpRequest request) =>
        {
            desk.Begin(stopping);
            return Show(request);
        });
        routes.MapGet(Address + "/state", () => Fragment.Of<MapStateLine>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(MapStateLine.State)] = desk.State }));
        routes.MapGet(Address + "/points", (string? kind) => Results.Json(PointsOf(KindOf(kind))));
        routes.MapGet(Address + "/picture", (string? kind) => Results.Bytes(MapPicture.Draw(OnMap(KindOf(kind)).Select(each => (each.Point, each.Class))), "image/png"));
        routes.MapGet(Address + "/selection", (HttpRequest request) => Fragment.Of<MapSelection>(Selection(DataFilter.Of(request.Query))));
        routes.MapGet(Address + "/events", context => EventsAsync(context, stopping));
        routes.MapPost(Address + "/draw", () =>
        {
            desk.BeginAnew(stopping);
            return Results.LocalRedirect(Address);
        });
    }

    private Page Show(HttpRequest request)
    {
        var filter = DataFilter.Of(request.Query);
        var kind = filter.Area?.Kind ?? KindOf(request.Query["kind"]);
        var listing = shelf.Listing;
        var points = OnMap(kind);
        return Page.Of<MapPage>("Map", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(MapPage.Root)] = shelf.Root,
            [nameof(MapPage.Kind)] = kind,
            [nameof(MapPage.Kinds)] = positions.Kinds,
            [nameof(MapPage.Classes)] = listing.Classes.Index().Select(each => (each.Item, SeriesColours.Of(each.Index))).ToList(),
            [nameof(MapPage.Count)] = points.Count,
            [nameof(MapPage.Missing)] = positions.Kinds.Count > 0 ? listing.Pictures.Count - points.Count : 0,
            [nameof(MapPage.Cells)] = CellsOf(kind, points, listing.Classes),
            [nameof(MapPage.State)] = desk.State,
            [nameof(MapPage.Status)] = DecisionsPart.StatusOf(shelf, new DataFilter(), []),
            [nameof(MapPage.Selection)] = filter.Area is null ? null : Fragment.Body<MapSelection>(Selection(filter)),
            [nameof(MapPage.Area)] = filter.Area,
        }) with { Scripts = ["map.js"] };
    }

    private Dictionary<string, object?> Selection(DataFilter filter)
    {
        var view = shelf.Find(filter);
        return new(StringComparer.Ordinal)
        {
            [nameof(MapSelection.Filter)] = filter,
            [nameof(MapSelection.Count)] = view.Found.Count,
            [nameof(MapSelection.Classes)] = view.Listing.Classes,
            [nameof(MapSelection.Counts)] = view.Found.Select(index => view.Listing.Pictures[index].Class).OfType<string>().CountBy(name => name, StringComparer.Ordinal).OrderByDescending(each => each.Value).ToList(),
            [nameof(MapSelection.Pictures)] = view.Found.Take(TilesShown).Select(index => view.Listing.Pictures[index]).ToList(),
        };
    }

    // The map that shows most, of those that are drawn.
    private MapKind KindOf(string? name) =>
        Enum.TryParse<MapKind>(name, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : positions.Kinds.LastOrDefault(MapKind.Plane);

    private List<(Vector2 Point, int Class)> OnMap(MapKind kind)
    {
        var listing = shelf.Listing;
        var places = listing.Classes.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        return [.. listing.Pictures
            .Select(picture => (Point: positions.Find(kind, picture.Path), Class: picture.Class is { } name ? places[name] : -1))
            .Where(each => each.Point is not null).Select(each => (each.Point!.Value, each.Class))];
    }

    private MapPoints PointsOf(MapKind kind) => new(
        kind.ToString().ToLowerInvariant(), Steps, [.. OnMap(kind).SelectMany(each => new[] { (int)(each.Point.X * Steps), (int)(each.Point.Y * Steps), each.Class })]);

    private static List<MapCell> CellsOf(MapKind kind, List<(Vector2 Point, int Class)> points, IReadOnlyList<string> classes) =>
    [
        .. points.GroupBy(each => (Row: Place(each.Point.Y), Column: Place(each.Point.X))).OrderBy(cell => cell.Key)
            .Select(cell => new MapCell(
                cell.Key.Row, cell.Key.Column, cell.Count(),
                cell.CountBy(each => each.Class).MaxBy(each => each.Value).Key is >= 0 and var place ? classes[place] : null,
                Square(kind, cell.Key.Row, cell.Key.Column))),
    ];

    private static int Place(float share) => Math.Clamp((int)(share * MapCell.Side), 0, MapCell.Side - 1);

    private static MapArea Square(MapKind kind, int row, int column)
    {
        const float Step = 1f / MapCell.Side;
        var corner = new Vector2(column * Step, row * Step);
        return new MapArea(kind, [corner, corner + new Vector2(Step, 0), corner + new Vector2(Step, Step), corner + new Vector2(0, Step)]);
    }

    /// <summary>Tells the page that is open when something is new: "progress", "drawn" with the map's name, "end".</summary>
    private async Task EventsAsync(HttpContext context, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var events = new ServerSentEvents(context);
        var told = -1;
        try
        {
            while (true)
            {
                var next = desk.Changed.Next; // asked for first, so that nothing between is missed
                var state = desk.State;
                var kinds = positions.Kinds;
                await events.SendAsync("progress", state.Sentence);
                if (kinds.Count > 0 && told != positions.Version)
                {
                    told = positions.Version;
                    await events.SendAsync("drawn", kinds[^1].ToString().ToLowerInvariant());
                }

                if (!state.IsRunning)
                {
                    await events.SendAsync("end", state.Sentence);
                    return;
                }

                await next.WaitAsync(ending.Token);
                await Task.Delay(s_pause, ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody listens any more, or the studio ends.
        }
    }
}
