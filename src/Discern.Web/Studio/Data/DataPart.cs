using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Discern.Web.Studio.Thumbnails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Discern.Web.Studio.Data;

/// <summary>The pages of the data: the grid, one picture, duplicates side by side.</summary>
internal sealed class DataPart(DataShelf shelf, ThumbnailStore thumbnails) : IServerPart
{
    /// <summary>The address of the grid.</summary>
    public const string Address = "/data";

    private const int PicturesOnPage = 120;
    private const int MostAtOnce = 240;
    private const int ClustersOnPage = 30;

    private readonly ServedFolder folder = new(shelf.Root);

    public IReadOnlyList<NavigationLink> Links { get; } = [new("Data", Address)];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Grid);
        routes.MapGet(Address + "/tiles", Tiles);
        routes.MapGet(Address + "/picture", Picture);
        routes.MapGet(Address + "/duplicates", Duplicates);
        routes.MapGet(Address + "/thumbnail", (string? path) => new ThumbnailResult(thumbnails, folder, path));
        routes.MapGet(Address + "/large", (string? path) => new ThumbnailResult(thumbnails, folder, path, ThumbnailStore.LargeSide));
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        _ = Task.Run(() => PrepareAsync(stopping), stopping);
    }

    // Listed before the first page is asked for; then its thumbnails.
    private async Task PrepareAsync(CancellationToken stopping)
    {
        try
        {
            await new ThumbnailWarmer(thumbnails, folder).RunAsync(shelf.Listing.Pictures.Select(picture => picture.Path), stopping);
        }
        catch (DiscernException)
        {
            // The page that is asked for says it.
        }
    }

    private Page Grid(HttpRequest request, int page = 1)
    {
        var filter = DataFilter.Of(request.Query);
        var view = shelf.Find(filter);
        var listing = view.Listing;
        var pages = Math.Max(1, (view.Found.Count + PicturesOnPage - 1) / PicturesOnPage);
        var shown = Math.Clamp(page, 1, pages);
        return Page.Of<DataPage>("Data", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(DataPage.Root)] = shelf.Root,
            [nameof(DataPage.Classes)] = listing.Classes,
            [nameof(DataPage.Splits)] = listing.Splits,
            [nameof(DataPage.Issues)] = listing.Issues.SelectMany(issues => issues).Select(issue => issue.Kind).Distinct().Order().ToList(),
            [nameof(DataPage.Runs)] = shelf.Runs(),
            [nameof(DataPage.Trouble)] = listing.Trouble,
            [nameof(DataPage.CanAdd)] = listing.CanTakePictures,
            [nameof(DataPage.Filter)] = filter,
            [nameof(DataPage.Status)] = DecisionsPart.StatusOf(shelf, filter, []),
            [nameof(DataPage.Tiles)] = TilesOf(filter, view, (shown - 1) * PicturesOnPage, PicturesOnPage),
            [nameof(DataPage.Number)] = shown,
            [nameof(DataPage.Pages)] = pages,
        }) with { Scripts = ["grid.js"] };
    }

    private Fragment Tiles(HttpRequest request, int from = 0, int count = PicturesOnPage)
    {
        var filter = DataFilter.Of(request.Query);
        return Fragment.Of<PictureTiles>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(PictureTiles.Tiles)] = TilesOf(filter, shelf.Find(filter), Math.Max(0, from), Math.Clamp(count, 1, MostAtOnce)),
        });
    }

    private IResult Picture(HttpRequest request, string? path)
    {
        var filter = DataFilter.Of(request.Query);
        var view = shelf.Find(filter);
        var place = Enumerable.Range(0, view.Found.Count).Where(each => string.Equals(view[each].Path, path, StringComparison.Ordinal)).FirstOrDefault(-1);
        var picture = place >= 0 ? view[place] : view.Listing.Pictures.FirstOrDefault(each => string.Equals(each.Path, path, StringComparison.Ordinal));
        return picture is null
            ? new Refused(StatusCodes.Status404NotFound, $"There is no picture '{path}' here; perhaps it was set aside.")
            : Page.Of<PicturePage>(picture.Path, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(PicturePage.Picture)] = picture,
                [nameof(PicturePage.Answer)] = view.AnswerOf(picture),
                [nameof(PicturePage.Classes)] = view.Listing.Classes,
                [nameof(PicturePage.Filter)] = filter,
                [nameof(PicturePage.Before)] = place > 0 ? view[place - 1].Path : null,
                [nameof(PicturePage.After)] = place >= 0 && place + 1 < view.Found.Count ? view[place + 1].Path : null,
            });
    }

    private Page Duplicates(int page = 1)
    {
        var clusters = DuplicateCluster.Of(shelf.Listing);
        var pages = Math.Max(1, (clusters.Count + ClustersOnPage - 1) / ClustersOnPage);
        var shown = Math.Clamp(page, 1, pages);
        return Page.Of<DuplicatesPage>("Duplicates", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(DuplicatesPage.Clusters)] = clusters.Skip((shown - 1) * ClustersOnPage).Take(ClustersOnPage).Select(cluster => cluster.Pictures).ToList(),
            [nameof(DuplicatesPage.Total)] = clusters.Count,
            [nameof(DuplicatesPage.Status)] = DecisionsPart.StatusOf(shelf, new DataFilter(), []),
            [nameof(DuplicatesPage.Number)] = shown,
            [nameof(DuplicatesPage.Pages)] = pages,
        });
    }

    private static List<PictureTile> TilesOf(DataFilter filter, DataView view, int from, int count) =>
    [
        .. Enumerable.Range(from, Math.Clamp(view.Found.Count - from, 0, count))
            .Select(place => new PictureTile(place, view.Found.Count, view[place], view.AnswerOf(view[place]), filter)),
    ];
}
