using Discern.Cleaning.Adding;
using Discern.Datasets;
using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Discern.Web.Studio.Mapping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Discern.Web.Studio.Data;

/// <summary>What is decided about the data: set aside, labelled, added, taken back.</summary>
internal sealed class DecisionsPart(DataShelf shelf) : IServerPart
{
    /// <summary>The most pictures that are added at once.</summary>
    public const int MostAdded = 200;

    public IReadOnlyList<NavigationLink> Links => [];

    public void Map(IEndpointRouteBuilder routes)
    {
        MapDecision(routes, "set-aside", form => shelf.SetAside(Meant(form)));
        MapDecision(routes, "undo", _ => shelf.Undo() ?? throw new ArgumentException("There is nothing to take back."));
        MapDecision(routes, "add", Add);
        MapDecision(routes, "relabel", form =>
        {
            shelf.Relabel(Meant(form), form["class"].ToString());
            return [];
        });
    }

    /// <summary>How things stand.</summary>
    public static DataStatus StatusOf(DataShelf shelf, DataFilter filter, IReadOnlyList<string> remarks)
    {
        var view = shelf.Find(filter);
        return new DataStatus(view.Found.Count, view.Listing.Pictures.Count, shelf.Last, filter, remarks);
    }

    /// <summary>Does what a form asks, and answers with how things stand: a part for the page that is open, or the page anew.</summary>
    private void MapDecision(IEndpointRouteBuilder routes, string name, Func<IFormCollection, IReadOnlyList<string>> decide) =>
        routes.MapPost($"{DataPart.Address}/{name}", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            var remarks = decide(form);
            var filter = FilterOf(form);
            if (request.Headers.ContainsKey("HX-Request"))
            {
                return (IResult)Fragment.Of<DataStatusLine>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(DataStatusLine.Status)] = StatusOf(shelf, filter, remarks) });
            }

            return remarks.Count > 0 ? new Refused(StatusCodes.Status409Conflict, string.Join(' ', remarks)) : Results.LocalRedirect(Back(form, filter));
        });

    private List<string> Meant(IFormCollection form)
    {
        if (form["all"].ToString() is not "on")
        {
            return [.. form["path"].OfType<string>()];
        }

        var view = shelf.Find(FilterOf(form));
        return [.. view.Found.Select(index => view.Listing.Pictures[index].Path)];
    }

    private IReadOnlyList<string> Add(IFormCollection form)
    {
        IFormFile[] files = [.. form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0)];
        if (files.Length is 0 or > MostAdded)
        {
            throw new ArgumentException(files.Length == 0 ? "No picture was sent. Choose one or more, or drop them on a class." : $"{files.Length} pictures were sent. Add at most {MostAdded} at once.");
        }

        Split? split = form["split"].ToString() is { Length: > 0 } name
            ? Enum.TryParse<Split>(name, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : throw new ArgumentException($"There is no split '{name}'.")
            : null;
        return shelf.Add([.. files.Select(file => new NewPicture(file.FileName, () => Read(file)))], form["class"].ToString(), split);
    }

    private static byte[] Read(IFormFile file)
    {
        var contents = new byte[file.Length];
        using var stream = file.OpenReadStream();
        stream.ReadExactly(contents);
        return contents;
    }

    private static DataFilter FilterOf(IFormCollection form) => DataFilter.Of(new QueryCollection(QueryHelpers.ParseQuery(form["filter"].ToString())));

    private static string Back(IFormCollection form, DataFilter filter) => form["back"].ToString() switch
    {
        "map" => filter.Area is { } area ? $"{MapPart.Address}?kind={area.Kind.ToString().ToLowerInvariant()}" : MapPart.Address,
        "duplicates" => $"{DataPart.Address}/duplicates?page={PageOf(form)}",
        _ => $"{DataPart.Address}?{filter.Query}&page={PageOf(form)}",
    };

    private static int PageOf(IFormCollection form) => int.TryParse(form["page"], out var page) ? page : 1;
}
