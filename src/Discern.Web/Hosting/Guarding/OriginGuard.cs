using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting.Guarding;

/// <summary>Refuses what pages of other sites send: their scripts, forms, pictures and frames.</summary>
/// <remarks>
/// Browsers say which page a request comes from, in <c>Origin</c> and in <c>Sec-Fetch-Site</c>, and pages cannot change it. Programs that are no browser send
/// neither, and pass. A link on another site that leads here is followed: it only shows a page.
/// </remarks>
internal sealed class OriginGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => IsOurOwn(context.Request)
        ? next(context)
        : Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "The request comes from a page of another site, and is refused.");

    private static bool IsOurOwn(HttpRequest request)
    {
        if (request.Headers.Origin is [{ } origin, ..] && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" || IsFollowedLink(request);
    }

    private static bool IsFollowedLink(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"].ToString() is "navigate"
        && request.Headers["Sec-Fetch-Dest"].ToString() is "document";
}
