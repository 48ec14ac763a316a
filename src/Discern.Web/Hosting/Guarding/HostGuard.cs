using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting.Guarding;

/// <summary>Refuses requests that believe to talk to somebody else.</summary>
internal sealed class HostGuard(RequestDelegate next, TrustedHosts hosts)
{
    public Task InvokeAsync(HttpContext context) => hosts.Allows(context.Request.Host)
        ? next(context)
        : Refusal.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "This server does not answer under that name. Open the address that Discern printed.");
}
