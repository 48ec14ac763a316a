using Discern.Web.Hosting;
using Discern.Web.Studio;
using Discern.Web.Tests.Browser;
using Discern.Web.Tests.Reports;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>A browser, and a studio over a small run, that each test class has for itself.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    private readonly ReportPageFixture _browser = new();
    private readonly RunFixture _first = new();
    private LocalServer? _server;

    internal RunFixture Fixture => _first;

    public Uri Address => _server!.Address;

    public static string RunName => "2026-11-21-colours";

    public async Task InitializeAsync()
    {
        await _browser.InitializeAsync();
        // A second run beside it, so that there is something to compare.
        var other = Discern.Runs.RunFolder.Create(Path.Combine(Path.GetDirectoryName(_first.Run.Path)!, "2026-11-22-<i>other"));
        other.Save(_first.Run.Description with { Balance = "<b>smote</b>" });
        other.Save(Discern.Datasets.Split.Test, _first.Run.Predictions(Discern.Datasets.Split.Test)!);
        other.Save(_first.Run.Evaluation!);
        _server = await StudioServer.StartAsync(StudioFolders.Of(_first.Run.Path, "."), new ServerOptions());
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _browser.DisposeAsync();
        _first.Dispose();
    }

    /// <summary>Opens a page of the studio.</summary>
    public Task<OpenReport> OpenAsync(string path, int width = 1280, ColorScheme colours = ColorScheme.Light) =>
        _browser.VisitAsync(new Uri(Address, path).AbsoluteUri, width, colours);

    /// <summary>Opens a page in a browser that runs no script.</summary>
    public Task<OpenReport> OpenWithoutScriptsAsync(string path) => _browser.VisitAsync(new Uri(Address, path).AbsoluteUri, hasScripts: false);

    /// <summary>Fails where axe-core finds something serious, the page scrolls sideways, something came from elsewhere or the browser complains.</summary>
    public static async Task VerifyAsync(OpenReport open, int width, Uri home)
    {
        Assert.All(open.Requests, address => Assert.True(address.StartsWith(home.AbsoluteUri, StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
        Assert.Empty(open.Complaints);
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"The page scrolls sideways at {width} pixels.");
        if (AxeFactAttribute.Script is { } script)
        {
            await open.Page.EvaluateAsync(await File.ReadAllTextAsync(script));
            Assert.Empty(await open.Page.EvaluateAsync<string[]>(AxeFactAttribute.Findings));
        }
    }

    /// <summary>Keeps a picture of the page for human eyes, beside the test's assembly.</summary>
    public static Task KeepAsync(OpenReport open, string name) =>
        open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ReportPageFixture.Screenshots, $"studio-{name}.png"), FullPage = true });
}
