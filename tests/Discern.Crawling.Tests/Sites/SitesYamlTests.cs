using Discern.Crawling.Sites;

namespace Discern.Crawling.Tests.Webs;

public sealed class SitesYamlTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void All_that_a_site_can_have_is_read()
    {
        IReadOnlyList<Site> sites = Read(
            """
            - start: [https://example.org/a, "https://example.org/b?c=d"]
              label: apple
              picture: .card > img
              name: .card h2
              next: a[rel=next]
              licence: CC BY 4.0
              render: browser
              pages: 20
            - start: http://example.org
              label_selector: .breadcrumb b:last-child
            """);

        Assert.Equal(["https://example.org/a", "https://example.org/b?c=d"], sites[0].Start.Select(address => address.AbsoluteUri));
        Assert.Equal(("apple", ".card > img", ".card h2", "a[rel=next]", "CC BY 4.0", true, 20), (sites[0].Label, sites[0].Picture, sites[0].Name, sites[0].Next, sites[0].Licence, sites[0].IsRendered, sites[0].MaximumPages));
        Assert.Equal(("img", ".breadcrumb b:last-child", null, false, 1000), (sites[1].Picture, sites[1].LabelSelector, sites[1].Label, sites[1].IsRendered, sites[1].MaximumPages));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("sites: []", "Line 1", "a list of sites")]
    [InlineData("[]", "Line 1", "the list is empty")]
    [InlineData("- label: a", "Line 1", "no 'start'")]
    [InlineData("- start: https://a.example/\n- start: https://b.example/\n  label: b", "Line 1", "no 'label'")]
    [InlineData("- start: https://a.example/\n  label: a\n  label_selector: b", "Line 1", "exclude each other")]
    [InlineData("- start: a.example\n  label: a", "Line 1", "'a.example' is not the address of a page")]
    [InlineData("- start: file:///etc/passwd\n  label: a", "Line 1", "begins with http or https")]
    [InlineData("- label: a\n  start:\n    - https://a.example/\n    - [x]", "Line 4", "the address of a page is expected")]
    [InlineData("- label: a\n  start: https://a.example/\n  picture: '..card'", "Line 3", "not a CSS selector")]
    [InlineData("- label: a\n  labl: b", "Line 2", "'labl' is not known here; known are start, label")]
    [InlineData("- label: a\n  label: b", "Line 2", "stands twice")]
    [InlineData("- label: ' '", "Line 1", "'label' is empty")]
    [InlineData("- label: a\n  render: firefox", "Line 2", "'render' is browser")]
    [InlineData("- label: a\n  pages: 0", "Line 2", "from 1 to 1000000")]
    [InlineData("- label: \"a", "not YAML")]
    [InlineData("- label: a\n start: b", "Line 2", "not YAML")]
    public void A_malformed_list_is_refused_with_its_line(string yaml, params string[] parts)
    {
        string message = Assert.Throws<DiscernException>(() => Read(yaml)).Message;

        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Contains(path, message, StringComparison.Ordinal);
    }

    private IReadOnlyList<Site> Read(string yaml)
    {
        File.WriteAllText(path, yaml);
        return SitesYaml.Read(path);
    }
}
