using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting.Guarding;

/// <summary>Tells the browser what our pages may do: nothing with anybody else.</summary>
/// <remarks>
/// No script stands in a page. Style elements are forbidden too; style attributes are allowed, because the heat of a table's cell is a number in one.
/// The referrer stays within the server: with none at all, browsers would hide the origin of our own forms.
/// </remarks>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
        headers.CacheControl = "no-store"; // what has a longer life says so
        return next(context);
    }
}
