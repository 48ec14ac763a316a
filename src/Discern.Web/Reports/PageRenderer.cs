using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Discern.Web.Reports;

/// <summary>Renders a page's component to HTML.</summary>
internal static class PageRenderer
{
    /// <summary>Renders a whole document.</summary>
    public static async Task<string> RenderAsync<TPage>(ParameterView parameters)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
    }
}
