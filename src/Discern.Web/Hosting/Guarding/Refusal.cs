using System.Text.Json;
using System.Text.Json.Nodes;
using Discern.Web.Components.Studio;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Discern.Web.Hosting.Guarding;

/// <summary>Says no in a sentence: as a page, as a notice on the page that is open, or as JSON for programs.</summary>
internal static class Refusal
{
    /// <summary>Writes the answer, unless one has begun already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status, 400 or more.</param>
    /// <param name="sentence">What, why, what to do.</param>
    public static async Task WriteAsync(HttpContext context, int status, string sentence)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort(); // half an answer must not look like a whole one
            return;
        }

        response.StatusCode = status;
        response.ContentLength = null;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Notice.Sentence)] = sentence };
        if (context.Request.Headers.ContainsKey("HX-Request"))
        {
            response.Headers["HX-Retarget"] = "#notice";
            response.Headers["HX-Reswap"] = "innerHTML";
            await Fragment.Of<Notice>(parameters).ExecuteAsync(context);
        }
        else if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            await Page.Of<Notice>(ReasonPhrases.GetReasonPhrase(status), parameters).ExecuteAsync(context);
        }
        else
        {
            response.ContentType = "application/problem+json";
            await response.WriteAsync(
                new JsonObject { ["status"] = status, ["title"] = ReasonPhrases.GetReasonPhrase(status), ["detail"] = sentence }.ToJsonString(JsonSerializerOptions.Web), context.RequestAborted);
        }
    }
}
