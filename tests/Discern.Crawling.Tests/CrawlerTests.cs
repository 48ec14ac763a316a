using System.Diagnostics;
using System.Security.Cryptography;
using Discern.Datasets;

namespace Discern.Crawling.Tests;

public sealed class CrawlerTests : IAsyncLifetime
{
    private readonly CrawlBench bench = new();

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Galleries_become_a_data_set_that_training_reads()
    {
        CrawlResult result = await Crawler.RunAsync(bench.Galleries(), bench.Folder, bench.Options, bench.Heard);

        int expected = bench.Site.Faces.Labels.Sum(bench.Site.Faces.Count);
        Assert.Equal(0, result.Skipped);
        Assert.Equal(expected, result.NewPictures + result.Duplicates);
        List<Dictionary<string, string>> rows = bench.Rows("index.csv");
        Assert.Equal(result.NewPictures, rows.Count);
        Assert.Equal(["id", "category", "image_url", "name", "page_url", "licence", "sha256", "fetched_at"], rows[0].Keys);
        Assert.All(rows, row =>
        {
            string file = Directory.GetFiles(bench.Folder, row["id"] + ".*").Single();
            Assert.Equal(".jpg", Path.GetExtension(file));
            Assert.Equal(row["sha256"], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
            Assert.StartsWith("Person ", row["name"], StringComparison.Ordinal);
            Assert.Contains($"/gallery/{row["category"]}/", row["page_url"], StringComparison.Ordinal);
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", row["fetched_at"]);
        });
        Assert.Equal(bench.Heard.Progress[^1] with { PagesDone = bench.Heard.Progress[^1].Pages, PicturesDone = expected, Pictures = expected }, bench.Heard.Progress[^1]);

        Dataset dataset = DatasetReader.Read(bench.Folder);
        Assert.Equal(["with_mask", "without_mask"], dataset.Classes);
        Assert.Equal(rows.Count, dataset.Examples.Count);
    }

    [Fact]
    public async Task A_second_crawl_asks_whether_pages_changed_and_fetches_no_picture_again()
    {
        CrawlResult first = await Crawler.RunAsync(bench.Galleries(), bench.Folder, bench.Options);
        bench.Site.Forget();

        CrawlResult second = await Crawler.RunAsync(bench.Galleries(), bench.Folder, bench.Options);

        Assert.Equal(second.Pages, second.Unchanged);
        Assert.Equal(first.Pages, second.Pages);
        Assert.Equal(0, second.NewPictures);
        Assert.Equal(first.Pictures, second.Pictures);
        Assert.DoesNotContain(bench.Site.Visits, visit => visit.Path.StartsWith("/faces/", StringComparison.Ordinal));
        Assert.All(bench.Site.Visits.Where(visit => visit.Path.StartsWith("/gallery/", StringComparison.Ordinal)), visit => Assert.NotEmpty(visit.IfNoneMatch));
    }

    [Fact]
    public async Task A_picture_that_was_taken_out_is_neither_listed_nor_fetched_again()
    {
        await bench.CrawlAsync(bench.Page("ring/0", "a.next"));
        File.Delete(Path.Combine(bench.Folder, bench.Rows("index.csv")[0]["id"] + ".png"));
        bench.Site.Forget();

        CrawlResult second = await bench.CrawlAsync(bench.Page("ring/0", "a.next"));

        Assert.Equal((2, 1), (second.Pictures, second.Gone));
        Assert.DoesNotContain(bench.Site.Visits, visit => visit.Path.StartsWith("/colour/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_others_wrote_into_the_table_stays()
    {
        await bench.CrawlAsync(bench.Page("ring/0", "a.next"));
        string index = Path.Combine(bench.Folder, "index.csv");
        string[] lines = await File.ReadAllLinesAsync(index);
        lines[0] += ",group";
        lines[1] = lines[1].Replace(",thing,", ",corrected,", StringComparison.Ordinal) + ",first";
        lines[2] += ",second";
        File.Delete(Path.Combine(bench.Folder, lines[3].Split(',')[0] + ".png"));
        await File.WriteAllLinesAsync(index, [.. lines[..3], "own,mine,,\"by, hand\",,,,,third"]);

        CrawlResult second = await bench.CrawlAsync(bench.Page("ring/0", "a.next"));

        List<Dictionary<string, string>> rows = bench.Rows("index.csv");
        Assert.Equal((3, 1, 3), (second.Pictures, second.Gone, rows.Count));
        Assert.Equal([("corrected", "first"), ("thing", "second"), ("mine", "third")], rows.Select(row => (row["category"], row["group"])));
        Assert.Equal("by, hand", rows[2]["name"]);
    }

    [Fact]
    public async Task A_malformed_table_has_its_sentence_and_is_not_touched()
    {
        await bench.CrawlAsync(bench.Page("ring/0", "a.next"));
        string index = Path.Combine(bench.Folder, "index.csv");
        await File.AppendAllTextAsync(index, "one,two\n");
        string before = await File.ReadAllTextAsync(index);

        var exception = await Assert.ThrowsAsync<DiscernException>(() => bench.CrawlAsync(bench.Page("ring/0", "a.next")));

        Assert.Matches("index.csv' is not a well-formed table at line [0-9]+: .* put the row right", exception.Message);
        Assert.Equal(before, await File.ReadAllTextAsync(index));
    }

    [Fact]
    public async Task A_stopped_crawl_goes_on_where_it_was()
    {
        using var stop = new CancellationTokenSource();
        bench.Heard.Each = progress =>
        {
            if (progress.PicturesDone >= 15)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Crawler.RunAsync(bench.Galleries(), bench.Folder, bench.Options, bench.Heard, stop.Token));
        HashSet<string> fetched = [.. bench.Rows("index.csv").Select(row => new Uri(row["image_url"]).AbsolutePath)];
        Assert.InRange(fetched.Count, 1, 40);
        bench.Heard.Each = null;
        bench.Site.Forget();

        CrawlResult result = await Crawler.RunAsync(bench.Galleries(), bench.Folder, bench.Options, bench.Heard);

        Assert.True(bench.Heard.Continued);
        Assert.Equal(result.Pictures, bench.Rows("index.csv").Count);
        Assert.Equal(bench.Site.Faces.Labels.Sum(bench.Site.Faces.Count), bench.Heard.Progress[^1].PicturesDone);
        Assert.DoesNotContain(bench.Site.Visits, visit => fetched.Contains(visit.Path));
    }

    [Fact]
    public async Task A_killed_crawl_goes_on_where_it_was()
    {
        bench.Site.PictureDelay = TimeSpan.FromMilliseconds(50);
        bench.Galleries();
        string list = Path.Combine(bench.Folder, "..", "sites.yml");
        using (Process process = Process.Start(Environment.ProcessPath!, ["exec", typeof(CrawlerTests).Assembly.Location, "crawl", list, bench.Folder]))
        {
            for (int i = 0; i < 600 && (!Directory.Exists(bench.Folder) || Directory.GetFiles(bench.Folder, "*.jpg").Length < 10); i++)
            {
                await Task.Delay(50);
            }

            process.Kill(); // SIGKILL
            await process.WaitForExitAsync();
            Assert.NotEqual(0, process.ExitCode);
        }

        int kept = Directory.GetFiles(bench.Folder, "*.jpg").Length;
        int all = bench.Site.Faces.Labels.Sum(bench.Site.Faces.Count);
        Assert.InRange(kept, 10, all - 1);
        Assert.False(File.Exists(Path.Combine(bench.Folder, "index.csv")));
        bench.Site.PictureDelay = TimeSpan.Zero;
        bench.Site.Forget();

        CrawlResult result = await Crawler.RunAsync(bench.Galleries(), bench.Folder, bench.Options, bench.Heard);

        Assert.True(bench.Heard.Continued);
        Assert.Equal(all, bench.Heard.Progress[^1].PicturesDone);
        Assert.Equal(result.Pictures, bench.Rows("index.csv").Count);
        int asked = bench.Site.Visits.Count(visit => visit.Path.StartsWith("/faces/", StringComparison.Ordinal));
        Assert.InRange(asked, 1, all - kept + bench.Options.Parallelism); // at most what was under way is asked for twice
        Assert.Empty(Directory.GetFiles(bench.Folder, "*.part"));
    }

    [Fact]
    public async Task Whatever_is_no_good_picture_is_named_with_its_reason()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Options with { MaximumPictureBytes = 10 << 20, AllowPrivate = true }, bench.Page("mixed"));

        Assert.Equal((2, 1), (result.NewPictures, result.Duplicates)); // good, honest; good again
        Assert.Equal("it holds a web page, not a picture", bench.ReasonOf("lying.png"));
        Assert.NotEmpty(bench.ReasonOf("cut.png"));
        Assert.Contains("60000", bench.ReasonOf("huge-dimensions.pgm"), StringComparison.Ordinal);
        Assert.Contains("larger than 10 MiB", bench.ReasonOf("bomb"), StringComparison.Ordinal);
        Assert.Contains("404", bench.ReasonOf("missing.png"), StringComparison.Ordinal);
        Assert.Contains("'file'", bench.ReasonOf("to-file"), StringComparison.Ordinal);
        Assert.Contains("no source at all", bench.ReasonOf("mixed"), StringComparison.Ordinal);
        Assert.Equal(result.Skipped, bench.Rows("skipped.csv").Count);
        Assert.Equal(result.Skipped, bench.Heard.Skipped.Count);
        Assert.Contains(bench.Rows("index.csv"), row => row["image_url"].EndsWith("honest.txt", StringComparison.Ordinal) && File.Exists(Path.Combine(bench.Folder, row["id"] + ".png")));
    }

    [Fact]
    public async Task The_machine_itself_and_private_networks_are_refused()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Options with { AllowPrivate = false }, bench.Page("mixed"), bench.Page("mixed") with { Start = [new Uri($"http://localhost:{bench.Site.Root.Port}/mixed")] });

        Assert.Equal(0, result.Pictures);
        Assert.Empty(bench.Site.Visits);
        Assert.All(bench.Rows("skipped.csv"), row => Assert.Contains("an address of this machine; --allow-private", row["reason"], StringComparison.Ordinal));
        Assert.Equal(2, result.Skipped);
    }

    [Fact]
    public async Task The_same_picture_under_two_labels_keeps_the_first_and_names_the_other()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Options with { HostParallelism = 1 }, bench.Page("two-labels/a") with { Label = "a" }, bench.Page("two-labels/b") with { Label = "b" });

        Assert.Equal((1, 1), (result.Pictures, result.Skipped));
        Assert.Contains("kept with the label", bench.Rows("skipped.csv")[0]["reason"], StringComparison.Ordinal);
        bench.Site.Forget();
        Assert.Equal(1, (await bench.CrawlAsync(bench.Page("two-labels/a") with { Label = "a" }, bench.Page("two-labels/b") with { Label = "b" })).Skipped);
        Assert.DoesNotContain(bench.Site.Visits, visit => visit.Path.StartsWith("/colour/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endless_pagination_ends()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("endless/1", "a.next"));

        Assert.Equal(1, result.Pictures);
        Assert.Equal(6, bench.Site.Visits.Count(visit => visit.Path.StartsWith("/endless/", StringComparison.Ordinal))); // one with a new picture, five without
        Assert.Contains("5 pages in a row", bench.ReasonOf("endless/7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_in_a_ring_are_visited_once()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("ring/0", "a.next"));

        Assert.Equal((3, 3, 0), (result.Pages, result.Pictures, result.Skipped));
        Assert.Equal(1, bench.Site.VisitsOf("/ring/0"));
    }

    [Fact]
    public async Task A_site_has_a_limit_of_pages()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("long/0", "a.next") with { MaximumPages = 4 });

        Assert.Equal(4, result.Pictures);
        Assert.Contains("limit of 4 pages", bench.ReasonOf("long/4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("flaky"));

        Assert.Equal((1, 0), (result.Pictures, result.Skipped));
        Assert.Equal(2, bench.Site.VisitsOf("/flaky"));
    }

    [Fact]
    public async Task A_host_that_asks_for_a_pause_gets_it()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("busy"));

        Assert.Equal((1, 0), (result.Pictures, result.Skipped));
        DateTimeOffset[] visits = [.. bench.Site.Visits.Where(visit => visit.Path == "/busy").Select(visit => visit.At)];
        Assert.True(visits[1] - visits[0] >= TimeSpan.FromSeconds(0.95), $"The second visit came after {visits[1] - visits[0]}.");
    }

    [Fact]
    public async Task A_host_that_asks_for_too_long_a_pause_is_given_up()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Options with { LongestWait = TimeSpan.FromMilliseconds(10) }, bench.Page("busy"));

        Assert.Equal(1, result.Skipped);
        Assert.Contains("429 (TooManyRequests) and asks to come back in 1 s", bench.ReasonOf("busy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_page_is_given_up()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Options with { RequestTimeout = TimeSpan.FromMilliseconds(300), Retries = 1 }, bench.Page("slow"));

        Assert.Equal(1, result.Skipped);
        Assert.Equal("the answer took longer than 0.3 s", bench.ReasonOf("slow"));
        Assert.Equal(2, bench.Site.VisitsOf("/slow"));
    }

    [Fact]
    public async Task Redirects_are_followed_but_not_round_and_round()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("moved"), bench.Page("loop"), bench.Page("page-that-is-a-picture"));

        Assert.Equal((1, 2), (result.Pictures, result.Skipped));
        Assert.Contains("more than 10 redirects", bench.ReasonOf("loop"), StringComparison.Ordinal);
        Assert.Contains("no page but 'image/png'", bench.ReasonOf("page-that-is-a-picture"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Robots_txt_is_obeyed()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("forbidden/page"));

        Assert.Equal("robots.txt forbids it", bench.ReasonOf("forbidden/page"));
        Assert.Equal(0, bench.Site.VisitsOf("/forbidden/page"));
        Assert.Equal(1, result.Skipped);
        Assert.All(bench.Site.Visits, visit => Assert.Equal("Discern/0.1", visit.UserAgent));
    }

    [Fact]
    public async Task Requests_to_a_host_are_spaced_by_the_longer_of_our_delay_and_its_own()
    {
        bench.Site.Robots = "User-agent: discern\nCrawl-delay: 0.3\n\nUser-agent: *\nDisallow: /\n";

        await bench.CrawlAsync(bench.Options with { Delay = TimeSpan.FromSeconds(0.1) }, bench.Page("ring/0", "a.next"));

        DateTimeOffset[] times = [.. bench.Site.Visits.Where(visit => visit.Path != "/robots.txt").Select(visit => visit.At)];
        Assert.Equal(6, times.Length);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First > TimeSpan.FromSeconds(0.25), $"{pair.Second - pair.First} apart"));
    }

    [Fact]
    public async Task The_largest_offer_of_srcset_and_the_lazy_attributes_are_taken()
    {
        await bench.CrawlAsync(bench.Page("sources") with { Picture = "img:not(a img), a, .hero" });

        Assert.Equal(
            ["background.png", "full.png", "large.png", "lazy-two.png", "lazy.png", "wide.png"],
            bench.Rows("index.csv").Select(row => Path.GetFileName(row["image_url"])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_and_labels_are_those_of_the_card()
    {
        CrawlResult result = await bench.CrawlAsync(bench.Page("cards") with { Label = null, LabelSelector = ".kind", Name = "h2" });

        Assert.Equal(
            [("apple", "Granny Smith"), ("pear", "")],
            bench.Rows("index.csv").Select(row => (row["category"], row["name"])).Order());
        Assert.All(bench.Rows("index.csv"), row => Assert.Equal("https://creativecommons.org/licenses/by/4.0/", row["licence"]));
        Assert.Equal(1, result.Skipped);
        Assert.Contains("'.kind' finds no label", bench.ReasonOf("colour/3.png"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_page_without_pictures_is_named()
    {
        await bench.CrawlAsync(bench.Page("cards") with { Picture = ".nonsense" });

        Assert.Contains("'.nonsense' finds nothing", bench.ReasonOf("cards"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_left_alone()
    {
        Directory.CreateDirectory(bench.Folder);
        string index = Path.Combine(bench.Folder, "index.csv");
        await File.WriteAllTextAsync(index, "id,category\n");

        DiscernException exception = await Assert.ThrowsAsync<DiscernException>(() => bench.CrawlAsync(bench.Page("cards")));

        Assert.Contains("made by no crawl", exception.Message, StringComparison.Ordinal);
        Assert.Equal("id,category\n", await File.ReadAllTextAsync(index));
    }

    [Fact]
    public async Task Two_crawls_do_not_share_a_folder()
    {
        Task<CrawlResult>? second = null;
        bench.Heard.Each = _ => second ??= Crawler.RunAsync([bench.Page("cards")], bench.Folder, bench.Options);

        await bench.CrawlAsync(bench.Page("ring/0", "a.next"));

        DiscernException exception = await Assert.ThrowsAsync<DiscernException>(() => second!);
        Assert.Contains("Another crawl is at work", exception.Message, StringComparison.Ordinal);
    }
}
