using Microsoft.Playwright;

namespace Discern.Web.Tests.Browser;

/// <summary>A report open in the browser, with everything that it asked for and complained about.</summary>
public sealed class OpenReport(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page { get; } = page;

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
