using Discern.Web.Reports;
using Discern.Web.Tests.Reports;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Browser;

/// <summary>The sample report on disk and one browser to look at it.</summary>
public sealed class ReportPageFixture : IAsyncLifetime
{
    // Nothing is waited for in vain: where a machine is busy, a browser takes its time.
    private const float Patience = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where screenshots for human eyes go: beside the test's assembly.</summary>
    public static string Screenshots { get; } = Path.Combine(AppContext.BaseDirectory, "screenshots");

    public static string SamplePath { get; } = Path.Combine(Screenshots, "sample.html");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Screenshots);
        await File.WriteAllTextAsync(SamplePath, await ReportRenderer.RenderAsync(SampleReport.Create()));
        if (ChromiumFactAttribute.Executable is not { } executable)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Timeout = Patience,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a report from the disk and waits until its charts are drawn.</summary>
    public async Task<OpenReport> OpenAsync(string path, int width = 1280, ColorScheme colours = ColorScheme.Light)
    {
        var report = await VisitAsync(new Uri(path).AbsoluteUri, width, colours);
        await report.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-chart-place]')].every(place => place.querySelector('svg') || place.textContent)");
        return report;
    }

    /// <summary>Opens any page.</summary>
    public async Task<OpenReport> VisitAsync(string address, int width = 1280, ColorScheme colours = ColorScheme.Light, bool hasScripts = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = colours,
            JavaScriptEnabled = hasScripts,
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var report = new OpenReport(context, page);
        page.Request += (_, request) => report.Requests.Add(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                report.Complaints.Add($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => report.Complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            report.Complaints.Add("A dialog opened: " + dialog.Message);
            await dialog.DismissAsync();
        };
        await page.GotoAsync(address);
        if (hasScripts)
        {
            // Chromium drops keys that come before it has painted, which on a busy machine is after the page is loaded.
            await page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length > 0");
        }

        return report;
    }
}
