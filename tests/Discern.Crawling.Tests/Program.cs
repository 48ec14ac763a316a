using Discern.Crawling;
using Discern.Crawling.Sites;
using Discern.Crawling.Tests.Web;

// A crawl in a process of its own, for the test that kills one.
if (args is ["crawl", var list, var folder])
{
    await Crawler.RunAsync(SitesYaml.Read(list), folder, new CrawlOptions { AllowPrivate = true, Delay = TimeSpan.Zero });
    return;
}

// The test site by hand: dotnet run --project tests/Discern.Crawling.Tests -- 5080
await using TestSite site = await TestSite.StartAsync(args.Length > 0 ? int.Parse(args[0]) : 5080);
Console.WriteLine("# Served until Ctrl-C. Save this as sites.yml, then: discern crawl sites.yml -o raw --allow-private --delay 0");
Console.WriteLine(site.GalleryYaml);
await Task.Delay(Timeout.Infinite);
