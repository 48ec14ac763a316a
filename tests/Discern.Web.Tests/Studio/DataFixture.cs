using Discern.Web.Tests.Browser;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>A browser, and a studio that all tests of a class look at; a test that decides something starts one of its own.</summary>
public sealed class DataFixture : IAsyncLifetime
{
    private readonly ReportPageFixture _browser = new();
    private PictureStudio? _shared;

    /// <summary>The studio whose pictures stay as they are.</summary>
    public PictureStudio Shared => _shared!;

    public async Task InitializeAsync()
    {
        _shared = await PictureStudio.StartAsync();
        await _browser.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _shared!.DisposeAsync();
        await _browser.DisposeAsync();
    }

    /// <summary>Opens a page of a studio.</summary>
    public Task<OpenReport> OpenAsync(PictureStudio studio, string path, int width = 1280, ColorScheme colours = ColorScheme.Light) =>
        _browser.VisitAsync(new Uri(studio.Address, path).AbsoluteUri, width, colours);

    /// <summary>Opens a page in a browser that runs no script.</summary>
    public Task<OpenReport> OpenWithoutScriptsAsync(PictureStudio studio, string path) => _browser.VisitAsync(new Uri(studio.Address, path).AbsoluteUri, hasScripts: false);
}
