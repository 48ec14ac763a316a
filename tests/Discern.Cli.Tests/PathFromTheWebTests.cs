using Discern.Crawling.Tests.Web;
using Discern.Tests.Shared;

namespace Discern.Cli.Tests;

/// <summary>From web pages to a classifier, one command after the other, as a user types them.</summary>
public sealed class PathFromTheWebTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    public void Dispose() => folder.Delete(recursive: true);

    [SharedFact("datasets/masks")]
    public async Task Crawl_clean_crop_split_and_train_follow_each_other()
    {
        await using TestSite site = await TestSite.StartAsync();
        string sites = At("sites.yml");
        await File.WriteAllTextAsync(sites, site.GalleryYaml);

        await DoAsync("crawl", sites, "-o", At("raw"), "--allow-private", "--delay", "0");
        int pictures = (await File.ReadAllLinesAsync(At("raw/index.csv"))).Length - 1;
        Assert.Equal(pictures, Directory.GetFiles(At("raw"), "*.jpg").Length);

        await DoAsync("clean", At("raw"), "--quick", "--apply");
        Assert.True(File.Exists(At("raw-clean/gallery.html")));

        await DoAsync("crop", At("raw"), "-o", At("faces"), "-w", "128", "-H", "128");
        Assert.Contains("category", (await File.ReadAllLinesAsync(At("faces/index.csv")))[0], StringComparison.Ordinal);
        int faces = Directory.GetFiles(At("faces"), "*.jpg").Length;
        Assert.InRange(faces, pictures * 9 / 10, pictures);

        await DoAsync("split", At("faces"), "-o", At("ready"));
        string[] rows = await File.ReadAllLinesAsync(At("ready/index.csv"));
        Assert.Equal(faces, rows.Length - 1);
        Assert.Contains(rows[1..], row => row.Split(',')[3].Length > 0);
        Assert.Empty(GroupsInSeveralParts(rows));

        string report = await DoAsync("train", At("ready"), "-o", At("run"));
        Assert.Contains("with_mask", report, StringComparison.Ordinal);
        Assert.True(File.Exists(At("run/report.html")));
        Assert.True(File.Exists(At("run/model.onnx")));
        Assert.Equal(
            Directory.GetFiles(At("ready/test"), "*.jpg", SearchOption.AllDirectories).Length,
            (await File.ReadAllLinesAsync(At("run/predictions-test.csv"))).Length - 1);
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private static async Task<string> DoAsync(params string[] arguments)
    {
        var terminal = new FakeTerminal();
        Assert.True(await terminal.RunAsync(arguments) == ExitCode.Done, $"discern {string.Join(' ', arguments)}: {terminal.Output}");
        return terminal.Output;
    }

    // path,category,split,group,source
    private static IEnumerable<string> GroupsInSeveralParts(string[] rows) => rows[1..]
        .Select(row => row.Split(','))
        .Where(row => row[3].Length > 0)
        .GroupBy(row => row[3], StringComparer.Ordinal)
        .Where(group => group.Select(row => row[2]).Distinct(StringComparer.Ordinal).Count() > 1)
        .Select(group => group.Key);
}
