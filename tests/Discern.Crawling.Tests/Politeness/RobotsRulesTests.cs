using System.Diagnostics;
using Discern.Crawling.Politeness;

namespace Discern.Crawling.Tests.Politeness;

public class RobotsRulesTests
{
    // RFC 9309, sections 5.1, 5.2 and 2.2.2 for the first ones.
    [Theory]
    [InlineData("User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/", "/publications/a", true)]
    [InlineData("User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/", "/a/b.gif", false)]
    [InlineData("User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/", "/a/b.gif?c", true)]
    [InlineData("User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\nUser-Agent: *\nAllow: /", "/example/page/disallowed.gif", true)]
    [InlineData("User-agent: discern\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false)]
    [InlineData("user-agent: *\ndisallow: /foo/bar/%E3%83%84", "/foo/bar/ツ", false)]
    [InlineData("user-agent: *\ndisallow: /foo/bar/ツ", "/foo/bar/%e3%83%84", false)]
    [InlineData("user-agent: *\ndisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false)]
    [InlineData("user-agent: *\ndisallow: /a%2Fb", "/a/b", true)]
    [InlineData("user-agent: *\nallow: /p\ndisallow: /p", "/page", true)]
    [InlineData("user-agent: *\ndisallow:", "/page", true)]
    [InlineData("user-agent: *\ndisallow: /", "/", false)]
    [InlineData("user-agent: *\ndisallow: /$", "/page", true)]
    [InlineData("user-agent: *\ndisallow: /*/print$", "/a/b/print", false)]
    [InlineData("user-agent: *\ndisallow: /?q=", "/?q=1", false)]
    [InlineData("disallow: /", "/", true)]
    [InlineData("user-agent: a\nuser-agent: Discern/2.0\ndisallow: /x # a remark\n\nuser-agent: b\ndisallow: /\nuser-agent: DISCERN\ndisallow: /y", "/x", false)]
    [InlineData("user-agent: a\nuser-agent: Discern/2.0\ndisallow: /x\n\nuser-agent: b\ndisallow: /\nuser-agent: DISCERN\ndisallow: /y", "/y", false)]
    [InlineData("user-agent: a\nuser-agent: Discern/2.0\ndisallow: /x\n\nuser-agent: b\ndisallow: /\nuser-agent: DISCERN\ndisallow: /y", "/z", true)]
    [InlineData("user-agent: discern\nsitemap: http://example.org/\nuser-agent: b\ndisallow: /x", "/x", false)]
    [InlineData("\uFEFFuser-agent: *\r\ndisallow: /x\r", "/x", false)]
    [InlineData("<html>not a robots.txt: at all</html>", "/x", true)]
    public void The_rules_of_the_RFC_hold(string text, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, RobotsRules.Parse(text, "Discern").Allow(new Uri(new Uri("http://example.org"), path)));

    [Theory]
    [InlineData("user-agent: *\ncrawl-delay: 2.5", 2.5)]
    [InlineData("user-agent: *\ncrawl-delay: 9\nuser-agent: discern\ncrawl-delay: 1", 1)]
    [InlineData("user-agent: *\ncrawl-delay: -1", 0)]
    [InlineData("user-agent: *\ncrawl-delay: NaN", 0)]
    [InlineData("user-agent: *\ncrawl-delay: 1e300", 3600)]
    public void The_delay_is_read(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), RobotsRules.Parse(text, "Discern").CrawlDelay);

    [Fact]
    public void A_hostile_pattern_takes_no_time()
    {
        RobotsRules rules = RobotsRules.Parse("user-agent: *\ndisallow: /" + string.Concat(Enumerable.Repeat("*a", 500)) + "b", "Discern");
        long start = Stopwatch.GetTimestamp();

        Assert.True(rules.Allow(new Uri("http://example.org/" + new string('a', 5000))));

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
    }
}
