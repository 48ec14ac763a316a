using Discern.Web.Components.Studio;
using Discern.Web.Rendering;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Discern.Web.Hosting;

/// <summary>A whole page as an answer: a component within the head and foot that all pages have.</summary>
internal sealed record Page : IResult
{
    private readonly string title;
    private readonly RenderFragment body;

    private Page(string title, RenderFragment body)
    {
        this.title = title;
        this.body = body;
    }

    /// <summary>Modules of ours that the page needs, by their names among the assets.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Whether charts are drawn on it.</summary>
    public bool HasCharts { get; init; }

    /// <summary>Makes the page.</summary>
    /// <param name="title">What stands in the browser's tab; may come from a file's name.</param>
    /// <param name="parameters">The component's parameters by name.</param>
    public static Page Of<TComponent>(string title, IDictionary<string, object?> parameters)
        where TComponent : IComponent => new(title, Fragment.Body<TComponent>(parameters));

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var html = await Document.RenderAsync<Shell>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Shell.Title)] = title,
            [nameof(Shell.Links)] = services.GetRequiredService<Navigation>().Links,
            [nameof(Shell.Path)] = httpContext.Request.Path.Value ?? "/",
            [nameof(Shell.Token)] = FormToken.Of(services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(httpContext)),
            [nameof(Shell.Scripts)] = Scripts,
            [nameof(Shell.HasCharts)] = HasCharts,
            [nameof(Shell.Body)] = body,
        });
        await Fragment.WriteAsync(httpContext, html);
    }
}
