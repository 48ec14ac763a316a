using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting.Guarding;

/// <summary>Lets in who knows the token: programs by <c>Authorization: Bearer</c>, browsers by the address that was printed, and then by a cookie.</summary>
internal sealed class TokenGuard(RequestDelegate next, ServerOptions options)
{
    private const string Cookie = "discern-visit";
    private const string Parameter = "token";

    // Another one at each start, so that a cookie that somebody copied ends with the server, and none tells the token.
    private readonly string visit = RandomNumberGenerator.GetHexString(64, lowercase: true);

    public Task InvokeAsync(HttpContext context)
    {
        if (options.Token is not { } token || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Query[Parameter] is [{ } told, ..] && Same(told, token))
        {
            context.Response.Cookies.Append(Cookie, visit, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
            var rest = QueryString.Create(request.Query.Where(pair => pair.Key is not Parameter));
            context.Response.Redirect(request.PathBase + request.Path + rest); // the token does not stay in the address, nor in the history
            return Task.CompletedTask;
        }

        var authorization = request.Headers.Authorization.ToString();
        var isKnown = (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && Same(authorization["Bearer ".Length..].Trim(), token))
            || (request.Cookies[Cookie] is { } cookie && Same(cookie, visit));
        if (isKnown)
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "This server asks for its token. Open the address that Discern printed, with the token in it; programs send 'Authorization: Bearer TOKEN'.");
    }

    // In the same time whatever is told, so that the time tells nothing.
    private static bool Same(string told, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(told)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
