using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting.Guarding;

/// <summary>Lets only forms of our own pages change something, unless the endpoint is made for programs and says so.</summary>
internal sealed class FormGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isForPrograms = context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: false };
        if (isForPrograms || await antiforgery.IsRequestValidAsync(context)) // true for requests that only read
        {
            await next(context);
            return;
        }

        await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "The form is from an earlier visit. Load the page again, and repeat what you did; nothing was changed.");
    }
}
