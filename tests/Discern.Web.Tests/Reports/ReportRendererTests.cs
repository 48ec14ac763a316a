using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class ReportRendererTests
{
    [Fact]
    public async Task No_name_from_a_file_becomes_markup()
    {
        var html = await ReportRenderer.RenderAsync(HostileReport.Create());

        foreach (var forbidden in (string[])["<script>alert", "</script><script>alert", "<img src=x", "<!--"])
        {
            Assert.DoesNotContain(forbidden, html, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(Count(html, "<script"), Count(html, "</script>"));
    }

    [Fact]
    public async Task Every_chart_holds_valid_json_with_the_names_as_they_are()
    {
        var html = await ReportRenderer.RenderAsync(HostileReport.Create());

        var charts = Regex.Matches(html, """<script type="application/json">(?<json>.*?)</script>""", RegexOptions.Singleline, TimeSpan.FromSeconds(10));
        Assert.Equal(9, charts.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match chart in charts)
        {
            Assert.DoesNotContain('\u2028', chart.Groups["json"].Value);
            using var specification = JsonDocument.Parse(chart.Groups["json"].Value);
            if (specification.RootElement.GetProperty("datasets").TryGetProperty("bars", out var bars))
            {
                seen.UnionWith(bars.EnumerateArray().Select(bar => bar.GetProperty("class").GetString()!));
            }
        }

        Assert.Equal(HostileReport.Names.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_forbids_every_network_and_names_no_resource()
    {
        var html = await ReportRenderer.RenderAsync(SampleReport.Create());

        Assert.Contains("""<meta http-equiv="Content-Security-Policy" content="default-src 'none';""", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("""<(link|iframe|object|embed|base)\b""", html[..html.IndexOf("/*! vega", StringComparison.Ordinal)]);
        Assert.DoesNotMatch("""(src|href)="(?!data:|#)""", html[..html.IndexOf("/*! vega", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Headings_are_in_order_and_no_id_stands_twice()
    {
        var html = await ReportRenderer.RenderAsync(SampleReport.Create());

        var levels = Regex.Matches(html, "<h(?<level>[1-6])[ >]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))
            .Select(match => int.Parse(match.Groups["level"].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second - pair.First <= 1, "A heading skips a level."));
        Assert.Single(levels, level => level == 1);
        var ids = Regex.Matches(html, " id=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Select(match => match.Groups["id"].Value).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task The_first_part_says_how_good_how_sure_and_what_becomes_of_the_rare_class()
    {
        var html = await ReportRenderer.RenderAsync(SampleReport.Create());

        var start = html.IndexOf("id=\"in-short\"", StringComparison.Ordinal);
        var text = Regex.Replace(html[start..html.IndexOf("id=\"classes\"", StringComparison.Ordinal)], "<[^>]*>", "", RegexOptions.None, TimeSpan.FromSeconds(10));
        text = Regex.Replace(System.Net.WebUtility.HtmlDecode(text), @"[\s\u202F]+", " ", RegexOptions.None, TimeSpan.FromSeconds(10));
        Assert.Contains("better than always answering the largest class", text, StringComparison.Ordinal);
        Assert.Contains("435 of 501 pictures answered rightly. A lazy classifier that always answers “object” is right on 68.1 % of them", text, StringComparison.Ordinal);
        Assert.Contains("83.9–89.8 %", text, StringComparison.Ordinal);
        Assert.Contains("21 of 39 found", text, StringComparison.Ordinal);
        Assert.Contains("18 missed. The price: 5 false alarms", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_evaluation_or_history_has_a_report_that_says_so()
    {
        var html = await ReportRenderer.RenderAsync(new ReportModel { Name = "stopped", Subtitle = "cnn", Version = "0.1.0", Classes = ["a", "b"] });

        Assert.Contains("has not been evaluated", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_classes_keep_the_report_under_five_megabytes()
    {
        var names = Enumerable.Range(0, 1000).Select(i => $"class {i:0000}").ToArray();
        var confusion = names.Select((_, i) => names.Select((_, j) => i == j ? 20L : (i * 31 + j) % 97 == 0 ? 1 : 0).ToArray()).ToArray();
        var sample = SampleReport.Create();
        var split = SampleReport.Split("test", confusion, names);

        var html = await ReportRenderer.RenderAsync(sample with
        {
            Classes = names,
            Test = split,
            Against = RunComparison.Of(("before", split), ("after", split), []),
            Training = split with { Name = "training" },
            Distribution = [new SplitDistribution("test", [.. split.Classes.Select(c => c.Count)])],
            Skipped = [.. Enumerable.Range(0, 20_000).Select(i => new Discern.Runs.SkippedPicture($"{i}.jpg", "It is empty."))],
        });

        Assert.InRange(html.Length, 1, 5_000_000);
        Assert.Contains("the 30 with the most mistakes are shown", html, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part, StringSplitOptions.None).Length - 1;
}
