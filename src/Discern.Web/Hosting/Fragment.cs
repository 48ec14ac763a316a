using Discern.Web.Components.Studio;
using Discern.Web.Rendering;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Discern.Web.Hosting;

/// <summary>A part of a page as an answer, to take the place of what the page shows there.</summary>
internal sealed class Fragment : IResult
{
    private readonly RenderFragment body;

    private Fragment(RenderFragment body) => this.body = body;

    /// <summary>Makes the part.</summary>
    /// <param name="parameters">The component's parameters by name.</param>
    public static Fragment Of<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent => new(Body<TComponent>(parameters));

    /// <summary>The component as something that another one can hold.</summary>
    public static RenderFragment Body<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent => builder =>
        {
            builder.OpenComponent<TComponent>(0);
            builder.AddMultipleAttributes(1, parameters!);
            builder.CloseComponent();
        };

    /// <summary>Writes HTML.</summary>
    public static Task WriteAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    /// <summary>A part without forms as HTML.</summary>
    /// <param name="parameters">The component's parameters by name.</param>
    public static Task<string> HtmlAsync<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent => Document.RenderAsync<TComponent>(parameters);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var tokens = httpContext.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(httpContext);
        await WriteAsync(httpContext, await Document.RenderAsync<FormScope>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(FormScope.Token)] = FormToken.Of(tokens),
            [nameof(FormScope.Body)] = body,
        }));
    }
}
