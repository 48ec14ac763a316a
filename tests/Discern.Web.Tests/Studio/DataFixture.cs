using Discern.Datasets;
using Discern.Evaluation;
using Discern.Imaging;
using Discern.Runs;
using Discern.Web.Hosting;
using Discern.Web.Studio;
using Discern.Web.Tests.Browser;
using Discern.Web.Tests.Reports;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>A folder of 300 small pictures in three classes, one of them no picture, some of them found by a cleaning, and a studio over it.</summary>
public sealed class DataFixture : IAsyncLifetime
{
    public const string Hostile = "<img src=x onerror=alert(1)>.png";

    private readonly TemporaryFolder _folder = new();
    private readonly ReportPageFixture _browser = new();
    private LocalServer? _server;

    public string Data => _folder.In("pictures");

    public Uri Address => _server!.Address;

    public async Task InitializeAsync()
    {
        foreach (var (label, name) in ((string[])["apple & pear", "plum", "quince"]).Index())
        {
            Directory.CreateDirectory(_folder.In("pictures", name));
            for (var number = 0; number < 100; number++)
            {
                var pixels = Enumerable.Range(0, 24 * 24 * 3).Select(p => (byte)(((p % 3 == label ? 200 : 40) + number) % 256)).ToArray();
                await File.WriteAllBytesAsync(_folder.In("pictures", name, $"{name[0]}-{number:000}.png"), PictureEncoder.Png(new Picture(24, 24, 3, pixels)));
            }
        }

        File.Move(_folder.In("pictures", "plum", "p-001.png"), _folder.In("pictures", "plum", Hostile));
        await File.WriteAllTextAsync(_folder.In("pictures", "plum", "p-002.png"), "no picture");
        Directory.CreateDirectory(_folder.In("pictures-clean"));
        await File.WriteAllTextAsync(
            _folder.In("pictures-clean", "issues.csv"),
            """
            kind,path,label,split,related,score,explanation
            unreadable,plum/p-002.png,plum,,,1,It is <b>no</b> picture.
            near-duplicate,plum/p-004.png,plum,,plum/p-003.png,0.99,It is the same picture as another.
            label-conflict,quince/q-000.png,quince,,plum/p-003.png,0.97,The same picture lies under 'plum'.

            """);
        var run = RunFolder.Create(_folder.In("runs", "fruit"));
        run.Save(RunFixture.Description(Data) with { Classes = ["apple & pear", "plum", "quince"] });
        run.Save(Split.Test, new PredictionTable(
            ["apple & pear", "plum", "quince"],
            [
                new Prediction("quince/q-010.png", 2, 2, [0.1f, 0.1f, 0.8f]),
                new Prediction("quince/q-011.png", 2, 1, [0.1f, 0.55f, 0.35f]),
                new Prediction("plum/p-010.png", 1, 1, [0.02f, 0.97f, 0.01f]),
            ]));
        _server = await StudioServer.StartAsync(StudioFolders.Of(Data, _folder.Path), new ServerOptions());
        await _browser.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _browser.DisposeAsync();
        _folder.Dispose();
    }

    public Task<OpenReport> OpenAsync(string path, int width = 1280, ColorScheme colours = ColorScheme.Light) => _browser.VisitAsync(new Uri(Address, path).AbsoluteUri, width, colours);

    public int Files(string name) => Directory.GetFiles(Path.Combine(Data, name)).Length;
}
