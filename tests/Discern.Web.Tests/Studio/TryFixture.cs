using Discern.Classifiers;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Web.Hosting;
using Discern.Web.Studio;
using Discern.Web.Tests.Browser;
using Discern.Web.Tests.Reports;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>A browser with a camera that is not one, and a studio over a run that can answer.</summary>
public sealed class TryFixture : IAsyncLifetime
{
    private readonly ReportPageFixture _browser = new();
    private readonly RunFixture _run = new();
    private LocalServer? _server;

    public Uri Address => _server!.Address;

    public Discern.Runs.RunFolder Run => _run.Run;

    /// <summary>A picture to try.</summary>
    public string PicturePath => Path.Combine(Run.Path, "..", "..", "<b>try.png");

    public async Task InitializeAsync()
    {
        await _browser.InitializeAsync();
        var graph = NetworkBuilder.Build(NetworkDescription.Of(Run.Description));
        using (var weights = Weights.Initialize(graph, seed: 3))
        {
            SafeTensors.WriteWeights(Run.ModelPath, graph, weights);
        }

        var pixels = Enumerable.Range(0, 60 * 40 * 3).Select(index => (byte)(127 + (120 * Math.Sin(index * 0.013)))).ToArray();
        await File.WriteAllBytesAsync(PicturePath, PictureEncoder.Png(new Picture(60, 40, 3, pixels)));
        _server = await StudioServer.StartAsync(StudioFolders.Of(Run.Path, "."), new ServerOptions());
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _browser.DisposeAsync();
        _run.Dispose();
    }

    /// <summary>Opens a page of the studio.</summary>
    public Task<OpenReport> OpenAsync(string path, int width = 1280, ColorScheme colours = ColorScheme.Light) =>
        _browser.VisitAsync(new Uri(Address, path).AbsoluteUri, width, colours);

    /// <summary>Opens a page in a browser that runs no script.</summary>
    public Task<OpenReport> OpenWithoutScriptsAsync(string path) => _browser.VisitAsync(new Uri(Address, path).AbsoluteUri, hasScripts: false);
}
