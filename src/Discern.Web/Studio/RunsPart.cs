using Discern.Comparing.Runs;
using Discern.Runs;
using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Discern.Web.Studio.Judging;
using Discern.Web.Studio.Thumbnails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Discern.Web.Studio;

/// <summary>The pages of runs: all of them, one of them with its threshold to move, the pictures behind its figures, several compared.</summary>
internal sealed class RunsPart(RunShelf shelf, ThumbnailStore thumbnails, TimeProvider time) : IServerPart
{
    private const int PicturesOnPage = 60;

    private readonly JudgedRuns runs = new(shelf);

    public IReadOnlyList<NavigationLink> Links { get; } = [new("Runs", RunShelf.Address)];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(RunShelf.Address, All);
        routes.MapGet(RunShelf.Address + "/compare", Compare);
        routes.MapGet(RunShelf.Address + "/{name}", One);
        routes.MapGet(RunShelf.Address + "/{name}/threshold", Threshold);
        routes.MapGet(RunShelf.Address + "/{name}/pictures", Pictures);
        routes.MapGet(RunShelf.Address + "/{name}/thumbnail", Thumbnail);
    }

    private Page All() => Page.Of<RunsPage>("Runs", new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(RunsPage.Folder)] = shelf.Folder,
        [nameof(RunsPage.Runs)] = shelf.Names().Select(name => RunSummary.Of(name, shelf)).ToList(),
    });

#pragma warning disable CA1859 // it answers with a page, too: the analyzer does not see through 'with'
    private IResult One(string name, HttpRequest request)
#pragma warning restore CA1859
    {
        if (runs.Find(name) is not { } run)
        {
            return NoRun(name);
        }

        var page = Page.Of<RunPage>(name, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(RunPage.Model)] = run.Report,
            [nameof(RunPage.Answer)] = run.HasAnswers ? run.Answer(name, ThresholdQuestion.Of(request.Query, run.Usual)) : null,
        });
        return page with { HasCharts = true };
    }

    private IResult Threshold(string name, HttpRequest request) => runs.Find(name) is not { } run
        ? NoRun(name)
        : Fragment.Of<ThresholdFigures>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ThresholdFigures.Answer)] = run.Answer(name, ThresholdQuestion.Of(request.Query, run.Usual)),
        });

    private IResult Pictures(string name, HttpRequest request, Outcome outcome, int page = 1)
    {
        if (runs.Find(name) is not { } run)
        {
            return NoRun(name);
        }

        var question = ThresholdQuestion.Of(request.Query, run.Usual);
        var rows = run.Rows(question, outcome);
        var pages = Math.Max(1, (rows.Count + PicturesOnPage - 1) / PicturesOnPage);
        var shown = Math.Clamp(page, 1, pages);
        return Page.Of<OutcomePage>($"{name}, pictures", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(OutcomePage.Answer)] = run.Answer(name, question),
            [nameof(OutcomePage.Outcome)] = outcome,
            [nameof(OutcomePage.Label)] = run.Label(question),
            [nameof(OutcomePage.Rows)] = rows.Skip((shown - 1) * PicturesOnPage).Take(PicturesOnPage).ToList(),
            [nameof(OutcomePage.Number)] = shown,
            [nameof(OutcomePage.Pages)] = pages,
        });
    }

    private IResult Thumbnail(string name, string? path) => runs.Find(name) is { } run ? new ThumbnailResult(thumbnails, run.Pictures, path) : NoRun(name);

    private IResult Compare(string[] run)
    {
        var chosen = run.Distinct(StringComparer.Ordinal).ToList();
        if (chosen.Count < 2)
        {
            throw new ArgumentException("Choose two runs or more, then compare.");
        }

        List<RunFolder> folders = [.. chosen.Select(name => shelf.Find(name) ?? throw new ArgumentException($"There is no run '{name}' any more."))];
        var comparison = new RunComparer(new RunComparisonOptions(), time).Compare(folders);
        return Page.Of<RunsComparedPage>("Runs compared", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(RunsComparedPage.Comparison)] = comparison,
            [nameof(RunsComparedPage.Runs)] = folders.Select(folder => ComparedRun.Of(folder, comparison.RareClass)).ToList(),
        }) with { HasCharts = true };
    }

    private Refused NoRun(string name) => new(StatusCodes.Status404NotFound, $"There is no run '{name}' in '{shelf.Folder}'.");
}
