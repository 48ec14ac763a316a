using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Discern.Web.Serving;

/// <summary>Writes answers as JSON.</summary>
internal static class ApiAnswer
{
    private const int SecondsBeforeRetry = 1;

    /// <summary>How answers are written: letters of every script as they are; those that mean something to HTML are escaped.</summary>
    public static ApiJson Json { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>Answers with a value.</summary>
    public static Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        WriteAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Answers with a refusal.</summary>
    public static Task RefuseAsync(HttpContext context, ApiFailure failure)
    {
        if (failure.IsPassing)
        {
            context.Response.Headers.RetryAfter = $"{SecondsBeforeRetry}";
        }

        return RefuseAsync(context, failure.Status, failure.Message);
    }

    /// <summary>Answers with a status and a sentence.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string sentence, IReadOnlyList<PredictedPicture>? predictions = null)
    {
        var problem = new Problem(status, ReasonPhrases.GetReasonPhrase(status), sentence, predictions);
        return WriteAsync(context, status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(problem, Json.Problem));
    }

    private static async Task WriteAsync(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
