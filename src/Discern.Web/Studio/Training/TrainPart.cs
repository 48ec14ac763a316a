using Discern.Web.Components.Studio;
using Discern.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Discern.Web.Studio.Training;

/// <summary>The page that trains: what to choose, how it goes, stop and go on.</summary>
internal sealed class TrainPart(TrainingDesk desk) : IServerPart
{
    private const string Address = "/train";

    // Lines come in bursts; the page is told once for each.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    public IReadOnlyList<NavigationLink> Links { get; } = [new("Train", Address)];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, () => Page.Of<TrainPage>("Train", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(TrainPage.Data)] = desk.Data,
            [nameof(TrainPage.State)] = State,
            [nameof(TrainPage.Stopped)] = desk.Stopped(),
        }) with { Scripts = ["train.js"], HasCharts = true });
        routes.MapGet(Address + "/progress", () => Fragment.Of<TrainProgress>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(TrainProgress.State)] = State }));
        routes.MapGet(Address + "/curves", () => Fragment.Of<TrainCurves>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(TrainCurves.State)] = State }));
        routes.MapGet(Address + "/events", EventsAsync);
        routes.MapPost(Address + "/start", async (HttpRequest request) => Do(TrainingRequest.Of(await request.ReadFormAsync(request.HttpContext.RequestAborted)), desk.Start));
        routes.MapPost(Address + "/continue", async (HttpRequest request) => Do((await request.ReadFormAsync(request.HttpContext.RequestAborted))["run"].ToString(), desk.GoOn));
        routes.MapPost(Address + "/stop", () => Do(desk.Job, job => job?.Stop()));
    }

    private TrainingState? State => desk.Job is { } job ? TrainingState.Of(job) : null;

    private static IResult Do<T>(T what, Action<T> act)
    {
        act(what);
        return Results.LocalRedirect(Address);
    }

    /// <summary>Tells the page that is open when something is new: "progress" for lines, "curves" when an epoch is over, "end" at the end.</summary>
    private async Task EventsAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var events = new ServerSentEvents(context);
        var epochs = -1;
        try
        {
            while (desk.Job is { } job)
            {
                var next = job.Changed; // asked for first, so that nothing between is missed
                var isOver = !job.IsRunning;
                var known = job.Run()?.History.Count ?? 0;
                await events.SendAsync("progress", job.Name);
                if (known != epochs)
                {
                    epochs = known;
                    await events.SendAsync("curves", job.Name);
                }

                if (isOver)
                {
                    await events.SendAsync("end", job.Name);
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
