using Discern.Crawling.Sites;
using Discern.Crawling.Tests.Web;

namespace Discern.Crawling.Tests;

/// <summary>The test site, a folder to crawl into, and options without waiting.</summary>
public sealed class CrawlBench : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-crawl");

    public TestSite Site { get; private set; } = null!;

    public string Folder => Path.Combine(folder.FullName, "raw");

    public CrawlOptions Options { get; } = new() { AllowPrivate = true, Delay = TimeSpan.Zero, RetryDelay = TimeSpan.FromMilliseconds(20) };

    public Observer Heard { get; } = new();

    public async Task InitializeAsync() => Site = await TestSite.StartAsync();

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A site of one start page.</summary>
    public Site Page(string path, string? next = null) =>
        new() { Start = [new Uri(Site.At(path))], Label = "thing", Next = next };

    /// <summary>The two galleries of faces.</summary>
    public IReadOnlyList<Site> Galleries()
    {
        string path = Path.Combine(folder.FullName, "sites.yml");
        File.WriteAllText(path, Site.GalleryYaml);
        return SitesYaml.Read(path);
    }

    public Task<CrawlResult> CrawlAsync(params Site[] sites) => Crawler.RunAsync(sites, Folder, Options, Heard);

    public Task<CrawlResult> CrawlAsync(CrawlOptions options, params Site[] sites) => Crawler.RunAsync(sites, Folder, options, Heard);

    /// <summary>The rows of a table of the folder, each by its columns' names.</summary>
    public List<Dictionary<string, string>> Rows(string table)
    {
        using var csv = CsvHelper.CsvReader.FromFile(Path.Combine(Folder, table));
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.Headers.Select((name, index) => (name, value: csv.GetString(index))).ToDictionary(cell => cell.name, cell => cell.value));
        }

        return rows;
    }

    /// <summary>Why something was skipped, by the path of its address.</summary>
    public string ReasonOf(string path) => Rows("skipped.csv").Single(row => row["url"] == Site.At(path))["reason"];

    public sealed class Observer : ICrawlObserver
    {
        public List<Skipped> Skipped { get; } = [];

        public List<CrawlProgress> Progress { get; } = [];

        public bool Continued { get; private set; }

        public Action<CrawlProgress>? Each { get; set; }

        public void Continues(CrawlProgress progress) => Continued = true;

        public void Progressed(CrawlProgress progress)
        {
            Progress.Add(progress);
            Each?.Invoke(progress);
        }

        public void Skips(Skipped skipped) => Skipped.Add(skipped);
    }
}
