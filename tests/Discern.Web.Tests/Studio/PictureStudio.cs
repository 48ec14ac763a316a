using Discern.Datasets;
using Discern.Evaluation;
using Discern.Imaging;
using Discern.Runs;
using Discern.Web.Hosting;
using Discern.Web.Studio;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Studio;

/// <summary>A folder of small pictures, 300 if not told otherwise, in three classes, one of them no picture, some of them found by a cleaning, and a studio over it.</summary>
public sealed class PictureStudio : IAsyncDisposable
{
    public const string Hostile = "<img src=x onerror=alert(1)>.png";

    private readonly TemporaryFolder _folder;
    private readonly LocalServer _server;

    private PictureStudio(TemporaryFolder folder, LocalServer server)
    {
        _folder = folder;
        _server = server;
    }

    public string Data => _folder.In("pictures");

    public Uri Address => _server.Address;

    public static async Task<PictureStudio> StartAsync(int perClass = 100)
    {
        var folder = new TemporaryFolder();
        foreach (var (label, name) in ((string[])["apple & pear", "plum", "quince"]).Index())
        {
            Directory.CreateDirectory(folder.In("pictures", name));
            for (var number = 0; number < perClass; number++)
            {
                var pixels = Enumerable.Range(0, 24 * 24 * 3).Select(p => (byte)(((p % 3 == label ? 200 : 40) + number) % 256)).ToArray();
                await File.WriteAllBytesAsync(folder.In("pictures", name, $"{name[0]}-{number:000}.png"), PictureEncoder.Png(new Picture(24, 24, 3, pixels)));
            }
        }

        File.Move(folder.In("pictures", "plum", "p-001.png"), folder.In("pictures", "plum", Hostile));
        await File.WriteAllTextAsync(folder.In("pictures", "plum", "p-002.png"), "no picture");
        Directory.CreateDirectory(folder.In("pictures-clean"));
        await File.WriteAllTextAsync(
            folder.In("pictures-clean", "issues.csv"),
            """
            kind,path,label,split,related,score,explanation
            unreadable,plum/p-002.png,plum,,,1,It is <b>no</b> picture.
            near-duplicate,plum/p-004.png,plum,,plum/p-003.png,0.99,It is the same picture as another.
            label-conflict,quince/q-000.png,quince,,plum/p-003.png,0.97,The same picture lies under 'plum'.

            """);
        var run = RunFolder.Create(folder.In("runs", "fruit"));
        run.Save(RunFixture.Description(folder.In("pictures")) with { Classes = ["apple & pear", "plum", "quince"] });
        run.Save(Split.Test, new PredictionTable(
            ["apple & pear", "plum", "quince"],
            [
                new Prediction("quince/q-010.png", 2, 2, [0.1f, 0.1f, 0.8f]),
                new Prediction("quince/q-011.png", 2, 1, [0.1f, 0.55f, 0.35f]),
                new Prediction("plum/p-010.png", 1, 1, [0.02f, 0.97f, 0.01f]),
            ]));
        return new PictureStudio(folder, await StudioServer.StartAsync(StudioFolders.Of(folder.In("pictures"), folder.Path), new ServerOptions()));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    public int Files(string name) => Directory.GetFiles(Path.Combine(Data, name)).Length;
}
