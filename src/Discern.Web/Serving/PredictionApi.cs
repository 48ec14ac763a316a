using Discern.Classifiers;
using Discern.Serving;
using Discern.Web.Assets;
using Discern.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Discern.Web.Serving;

/// <summary>The interface for programs: pictures in, probabilities out.</summary>
/// <remarks>Whatever goes wrong is answered with a sentence, as <c>application/problem+json</c> (RFC 9457).</remarks>
public sealed class PredictionApi : IServerPart, IAsyncDisposable
{
    private readonly IServedRuns _runs;
    private readonly ApiOptions _options;
    private readonly TimeProvider _clock;
    private readonly UploadBudget _budget;
    private readonly ApiMetrics _metrics;
    private readonly byte[] _document = Asset.ReadBytes("openapi.json");

    /// <summary>Makes <c>/api/predict</c>, <c>/api/runs</c>, <c>/healthz</c>, <c>/metrics</c> and <c>/openapi.json</c> ready.</summary>
    /// <param name="run">The run whose model answers; it outlives the server.</param>
    /// <param name="options">What requests may ask.</param>
    /// <param name="clock">The clock of timings and limits.</param>
    public PredictionApi(ServedRun run, ApiOptions options, TimeProvider clock)
        : this(new OneServedRun(run ?? throw new ArgumentNullException(nameof(run))), options, clock)
    {
    }

    internal PredictionApi(IServedRuns runs, ApiOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _runs = runs;
        _options = options;
        _clock = clock;
        _budget = new UploadBudget(options.MaximumHeldBytes);
        _metrics = new ApiMetrics(runs, _budget);
    }

    /// <inheritdoc/>
    public IReadOnlyList<NavigationLink> Links => [];

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, HttpMethods.Post, "/api/predict", PredictAsync).DisableAntiforgery(); // for programs, which have no form of ours
        Map(routes, HttpMethods.Get, "/api/runs", ListAsync);
        Map(routes, HttpMethods.Get, "/healthz", TellHealthAsync).AllowAnonymous(); // load balancers know no token
        Map(routes, HttpMethods.Get, "/metrics", WriteMetricsAsync);
        Map(routes, HttpMethods.Get, "/openapi.json", WriteDocumentAsync);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    private IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string method, string route, RequestDelegate answer)
    {
        routes.Map(route, context =>
        {
            context.Response.Headers.Allow = method;
            return ApiAnswer.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, $"{route} is asked with {method}, not with {context.Request.Method}.");
        }).DisableAntiforgery();
        return routes.MapMethods(route, [method], async context =>
        {
            var status = StatusCodes.Status500InternalServerError;
            try
            {
                await answer(context);
                status = context.Response.StatusCode;
            }
            catch (ApiFailure failure)
            {
                status = failure.Status;
                await ApiAnswer.RefuseAsync(context, failure);
            }
            catch (DiscernException exception)
            {
                status = StatusCodes.Status422UnprocessableEntity;
                await ApiAnswer.RefuseAsync(context, status, exception.Message);
            }
            catch (Exception) when (context.RequestAborted.IsCancellationRequested)
            {
                status = StatusCodes.Status499ClientClosedRequest;
                throw;
            }
            finally
            {
                _metrics.Count(route, status);
            }
        });
    }

    private async Task PredictAsync(HttpContext context)
    {
        var start = _clock.GetTimestamp();
        var answer = await ReadAndPredictAsync(context);
        _metrics.Took(_clock.GetElapsedTime(start));
        if (answer.Predictions.All(picture => picture.Failure is not null))
        {
            await ApiAnswer.RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, Sentence(answer.Predictions), answer.Predictions);
            return;
        }

        await ApiAnswer.JsonAsync(context, answer, ApiAnswer.Json.PredictResponse);
    }

    private async Task<PredictResponse> ReadAndPredictAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = _options.MaximumUploadBytes; // the studio's own forms may bring more
        }

        using var upload = new Upload(_budget);
        await ReadAsync(context, upload);
        var name = context.Request.Query["run"] is [{ Length: > 0 } asked, ..] ? asked : null;
        return await _runs.AskAsync(
            name,
            async run =>
            {
                var predictions = await PredictAsync(run.Predictor, upload.Pictures, context.RequestAborted);
                return new PredictResponse(run.Summary.Name, [.. predictions.Select(prediction => Describe(run.Predictor.Classes, prediction))]);
            },
            context.RequestAborted);
    }

    private async Task ReadAsync(HttpContext context, Upload upload)
    {
        using var late = new CancellationTokenSource(_options.BodyTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            await UploadReader.ReadAsync(context.Request, _options, upload, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw ApiFailure.TooSlow(_options.BodyTimeout);
        }
        catch (BadHttpRequestException exception)
        {
            throw exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => ApiFailure.TooLarge(_options.MaximumUploadBytes),
                StatusCodes.Status408RequestTimeout => ApiFailure.TooSlow(_options.BodyTimeout),
                _ => ApiFailure.Malformed("The request ended before its body did. Send it again.", exception),
            };
        }
    }

    private static async Task<PicturePrediction[]> PredictAsync(BatchingPredictor predictor, IReadOnlyList<EncodedPicture> pictures, CancellationToken gone)
    {
        if (pictures.Count > predictor.Statistics.Limit)
        {
            throw ApiFailure.TooMany(predictor.Statistics.Limit);
        }

        switch (predictor.TryPredict(pictures, gone, out var answers))
        {
            case Admission.Full:
                throw ApiFailure.Busy();
            case Admission.Stopping:
                throw ApiFailure.Stopping();
        }

        try
        {
            return await answers;
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw ApiFailure.Stopping();
        }
    }

    private static PredictedPicture Describe(IReadOnlyList<string> classes, PicturePrediction prediction) =>
        prediction.Label is { } label
            ? new PredictedPicture(
                prediction.Path,
                classes[label],
                new OrderedDictionary<string, float>(classes.Zip(prediction.Probabilities, KeyValuePair.Create), StringComparer.Ordinal),
                Failure: null)
            : new PredictedPicture(prediction.Path, Predicted: null, Probabilities: null, prediction.Failure);

    private static string Sentence(IReadOnlyList<PredictedPicture> pictures) => pictures is [var only]
        ? $"The picture '{only.Name}' cannot be read: {only.Failure}."
        : $"None of the {pictures.Count} pictures can be read; 'predictions' says why for each.";

    private Task ListAsync(HttpContext context) =>
        ApiAnswer.JsonAsync(context, new RunsResponse(_runs.List()), ApiAnswer.Json.RunsResponse);

    private Task TellHealthAsync(HttpContext context) => _runs.Current is { Predictor.IsStopping: true }
        ? throw ApiFailure.Stopping()
        : ApiAnswer.JsonAsync(context, new Health("ok"), ApiAnswer.Json.Health);

    private Task WriteMetricsAsync(HttpContext context)
    {
        context.Response.ContentType = MetricsText.MediaType;
        return context.Response.WriteAsync(_metrics.Write(), context.RequestAborted);
    }

    private Task WriteDocumentAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(_document, context.RequestAborted).AsTask();
    }
}
