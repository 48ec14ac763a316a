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
public sealed class PredictionApi : IServerPart
{
    private readonly ServedRun _run;
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
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _run = run;
        _options = options;
        _clock = clock;
        _budget = new UploadBudget(options.MaximumHeldBytes);
        _metrics = new ApiMetrics(run, _budget);
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
        var predictions = await ReadAndPredictAsync(context);
        _metrics.Took(_clock.GetElapsedTime(start));
        PredictedPicture[] pictures = [.. predictions.Select(Describe)];
        if (Array.TrueForAll(pictures, picture => picture.Failure is not null))
        {
            await ApiAnswer.RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, Sentence(pictures), pictures);
            return;
        }

        await ApiAnswer.JsonAsync(context, new PredictResponse(_run.Summary.Name, pictures), ApiAnswer.Json.PredictResponse);
    }

    private async Task<PicturePrediction[]> ReadAndPredictAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = _options.MaximumUploadBytes; // the studio's own forms may bring more
        }

        using var upload = new Upload(_budget);
        await ReadAsync(context, upload);
        return await PredictAsync(upload.Pictures, context.RequestAborted);
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

    private async Task<PicturePrediction[]> PredictAsync(IReadOnlyList<EncodedPicture> pictures, CancellationToken gone)
    {
        if (pictures.Count > _run.Predictor.Statistics.Limit)
        {
            throw ApiFailure.TooMany(_run.Predictor.Statistics.Limit);
        }

        switch (_run.Predictor.TryPredict(pictures, gone, out var answers))
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

    private PredictedPicture Describe(PicturePrediction prediction)
    {
        var classes = _run.Predictor.Classes;
        return prediction.Label is { } label
            ? new PredictedPicture(
                prediction.Path,
                classes[label],
                new OrderedDictionary<string, float>(classes.Zip(prediction.Probabilities, KeyValuePair.Create), StringComparer.Ordinal),
                Failure: null)
            : new PredictedPicture(prediction.Path, Predicted: null, Probabilities: null, prediction.Failure);
    }

    private static string Sentence(PredictedPicture[] pictures) => pictures is [var only]
        ? $"The picture '{only.Name}' cannot be read: {only.Failure}."
        : $"None of the {pictures.Length} pictures can be read; 'predictions' says why for each.";

    private Task ListAsync(HttpContext context) =>
        ApiAnswer.JsonAsync(context, new RunsResponse([_run.Summary]), ApiAnswer.Json.RunsResponse);

    private Task TellHealthAsync(HttpContext context) => _run.Predictor.IsStopping
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
