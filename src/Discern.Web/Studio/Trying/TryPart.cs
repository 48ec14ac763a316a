using System.Security.Cryptography;
using System.Threading.Channels;
using Discern.Explaining;
using Discern.Runs;
using Discern.Serving;
using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Discern.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Discern.Web.Studio.Trying;

/// <summary>The page to try a run on a picture of one's own: the answer at once, then what it comes from, ever finer.</summary>
/// <remarks>Pictures are held in memory alone, and only the last ones.</remarks>
internal sealed class TryPart(RunShelf shelf, string? first) : IServerPart, IAsyncDisposable
{
    /// <summary>The page's address.</summary>
    public const string Address = "/try";

    private const int LargestPicture = 20 << 20;
    private const int MostExplained = 4;

    private readonly TrialStore _trials = new();
    private readonly KeptForRun<BatchingPredictor> _predictors = new(run => new BatchingPredictor(run, new ServingOptions()));
    private readonly KeptForRun<RunExplainer> _explainers = new(run => new RunExplainer(run));
    private int _explained;

    public IReadOnlyList<NavigationLink> Links { get; } = [new("Try", Address)];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Begin);
        routes.MapPost(Address, TryAsync);
        routes.MapGet(Address + "/{id}", Show);
        routes.MapGet(Address + "/{id}/explained", ExplainAsync);
        routes.MapGet(Address + "/{id}/maps", RefineAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _predictors.DisposeAsync();
        await _explainers.DisposeAsync();
    }

    private Page Begin(string? run)
    {
        var names = shelf.Names();
        var chosen = run ?? first ?? (names is [var latest, ..] ? latest : null);
        if (chosen is not null && shelf.Find(chosen) is { } folder)
        {
            _ = OpenAsync(folder);
        }

        return PageOf(names, chosen, trial: null);
    }

    /// <summary>Reads the model while the visitor chooses a picture. What is wrong with it is told when a picture comes.</summary>
    private async Task OpenAsync(RunFolder run)
    {
        try
        {
            await _predictors.UseAsync(run, _ => Task.FromResult(true), CancellationToken.None);
        }
        catch (Exception exception) when (exception is DiscernException or ObjectDisposedException)
        {
            // The same is thrown again, and shown, when a picture is tried.
        }
    }

    private async Task<IResult> TryAsync(HttpContext context, CancellationToken gone)
    {
        var form = await context.Request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = LargestPicture, MultipartBodyLengthLimit = LargestPicture }, gone);
        var name = form["run"].ToString();
        if (shelf.Find(name) is not { } run)
        {
            return new Refused(StatusCodes.Status404NotFound, $"There is no run '{name}' any more. Choose another.");
        }

        if (form.Files is not [{ Length: > 0 } file])
        {
            return new Refused(StatusCodes.Status400BadRequest, "No picture was sent. Choose one, drop or paste it, or use the camera.");
        }

        var picture = new EncodedPicture(UploadName.Of(file.FileName, index: 0), await ReadAsync(file, gone));
        return await _predictors.UseAsync(run, predictor => AnswerAsync(context, predictor, name, picture, gone), gone);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, BatchingPredictor predictor, string run, EncodedPicture picture, CancellationToken gone)
    {
        if (predictor.TryPredict([picture], gone, out var answers) != Admission.Taken)
        {
            return new Refused(StatusCodes.Status503ServiceUnavailable, "The studio is stopping.");
        }

        var prediction = (await answers)[0];
        if (prediction.Failure is { } failure)
        {
            return new Refused(StatusCodes.Status422UnprocessableEntity, $"The picture '{picture.Name}' cannot be read: {failure}.");
        }

        var trial = new Trial(RandomNumberGenerator.GetHexString(32, lowercase: true), run, picture.Name, picture.Contents.ToArray(), predictor.Classes, prediction);
        _trials.Add(trial);
        return context.Request.Headers.ContainsKey("HX-Request")
            ? Fragment.Of<TrialAnswer>(Parameters(trial))
            : Results.LocalRedirect(trial.Address, permanent: false, preserveMethod: false);
    }

    private IResult Show(string id) => _trials.Find(id) is { } trial ? PageOf(shelf.Names(), trial.Run, trial) : Forgotten();

    /// <summary>The same page with the finest maps, for who has no scripts: it comes when they are done.</summary>
    private async Task<IResult> ExplainAsync(string id, CancellationToken gone)
    {
        if (_trials.Find(id) is not { } trial)
        {
            return Forgotten();
        }

        await MakeMapsAsync(trial, _ => { }, gone);
        return PageOf(shelf.Names(), trial.Run, trial);
    }

    /// <summary>Ever finer maps as server-sent events, each a part of the page.</summary>
    private async Task RefineAsync(string id, HttpContext context)
    {
        if (_trials.Find(id) is not { } trial)
        {
            await Forgotten().ExecuteAsync(context);
            return;
        }

        var events = new ServerSentEvents(context);
        var maps = Channel.CreateUnbounded<ExplainedPicture>(); // a handful for each picture
        var work = MakeMapsAsync(trial, map => maps.Writer.TryWrite(map), context.RequestAborted);
        _ = work.ContinueWith(done => maps.Writer.Complete(done.Exception?.InnerException), TaskScheduler.Default);
        try
        {
            await foreach (var map in maps.Reader.ReadAllAsync(context.RequestAborted))
            {
                await events.SendAsync("map", await Fragment.HtmlAsync<TrialMaps>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(TrialMaps.Picture)] = map }));
            }

            await events.SendAsync("done", "");
        }
        catch (DiscernException exception)
        {
            await events.SendAsync("failure", await Fragment.HtmlAsync<Notice>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Notice.Sentence)] = exception.Message }));
        }
    }

    private async Task MakeMapsAsync(Trial trial, Action<ExplainedPicture> refined, CancellationToken gone)
    {
        if (trial.Explained is { } known)
        {
            refined(known);
            return;
        }

        var run = shelf.Find(trial.Run) ?? throw new DiscernException($"There is no run '{trial.Run}' any more.");
        try
        {
            if (Interlocked.Increment(ref _explained) > MostExplained)
            {
                throw new DiscernException("Several pictures are being explained already. Try again in a moment.");
            }

            await _explainers.UseAsync(run, explainer => Task.Run(
                () =>
                {
                    ExplainedPicture? last = null;
                    explainer.Explain(trial, map => refined(last = map), gone);
                    trial.Explained = last;
                    return true;
                },
                gone), gone);
        }
        finally
        {
            Interlocked.Decrement(ref _explained);
        }
    }

    private static Refused Forgotten() => new(StatusCodes.Status404NotFound, "This picture is not held any more. Try it again.");

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken gone)
    {
        var contents = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(contents, gone);
        return contents;
    }

    private static Page PageOf(IReadOnlyList<string> runs, string? chosen, Trial? trial) => Page.Of<TryPage>("Try", new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(TryPage.Runs)] = runs,
        [nameof(TryPage.Chosen)] = chosen,
        [nameof(TryPage.Trial)] = trial,
    }) with { Scripts = ["try.js"] };

    private static Dictionary<string, object?> Parameters(Trial trial) => new(StringComparer.Ordinal) { [nameof(TrialAnswer.Trial)] = trial };
}
