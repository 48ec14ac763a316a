using Discern.Crawling.Sites;
using System.Net;
using System.Text;
using Discern.Crawling.Extraction;
using Discern.Crawling.Fetching;

namespace Discern.Crawling.Tests.Extraction;

public class PageReaderTests
{
    private static readonly Site s_site = new() { Start = [new Uri("http://example.org/")], Label = "thing", Next = "a" };

    [Fact]
    public async Task Addresses_of_other_kinds_are_no_pages_and_fragments_do_not_count()
    {
        PageContent content = await ReadAsync(Encoding.UTF8.GetBytes("<a href=#top></a><a href='mailto:a@b'></a><a href=javascript:void(0)></a><a href=2#a></a><a href=2#b></a><a></a><a href='http://['></a>"));

        Assert.Equal(["http://example.org/folder/", "http://example.org/folder/2"], content.Next);
    }

    [Fact]
    public async Task The_encoding_is_what_the_host_says_or_else_the_page()
    {
        const string Html = "<meta charset=windows-1251><h1>Хлеб</h1><img src=a.png>";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        PageContent byPage = await ReadAsync(Encoding.GetEncoding(1251).GetBytes(Html), "text/html");
        PageContent byHost = await ReadAsync(Encoding.UTF8.GetBytes(Html), "text/html; charset=utf-8");

        Assert.Equal("Хлеб", byPage.Pictures.Single().Name);
        Assert.Equal("Хлеб", byHost.Pictures.Single().Name);
    }

    [Fact]
    public async Task A_page_made_to_choke_the_parser_is_refused()
    {
        string nested = string.Concat(Enumerable.Repeat("<div>", 1_000_000));

        SkippedException exception = await Assert.ThrowsAsync<SkippedException>(() => ReadAsync(Encoding.UTF8.GetBytes(nested), timeout: 1));

        Assert.Equal("its markup takes longer than 1 s to read", exception.Message);
    }

    [Fact]
    public async Task A_page_of_very_many_elements_is_read()
    {
        string html = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<div><p><img src={i}.png></div>"));

        Assert.Equal(20_000, (await ReadAsync(Encoding.UTF8.GetBytes(html))).Pictures.Count);
    }

    [Fact]
    public async Task A_heading_names_all_pictures_and_several_names_at_one_distance_none()
    {
        PageContent one = await ReadAsync("<h1>Bread</h1><p><img src=a.png></p><p><img src=b.png></p>"u8.ToArray());
        PageContent several = await ReadAsync("<h1>Bread</h1><img src=a.png><h1>Cheese</h1><img src=b.png>"u8.ToArray());

        Assert.Equal(["Bread", "Bread"], one.Pictures.Select(picture => picture.Name));
        Assert.Equal(["", ""], several.Pictures.Select(picture => picture.Name));
    }

    private static Task<PageContent> ReadAsync(byte[] html, string type = "text/html; charset=utf-8", double timeout = 100) => PageReader.ReadAsync(
        new Fetched(new Uri("http://example.org/folder/"), HttpStatusCode.OK, [new("Content-Type", type)], html), s_site with { Name = "h1" }, new CrawlOptions { ParseTimeout = TimeSpan.FromSeconds(timeout) }, CancellationToken.None);
}
