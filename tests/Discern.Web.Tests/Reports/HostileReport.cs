using Discern.Evaluation;
using Discern.Runs;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

/// <summary>The sample report with names that try to be code wherever a name can stand.</summary>
internal static class HostileReport
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "<script>alert(1)</script>",
        "</script><script>alert(2)</script><!--",
        "\"quoted\" & 'single' `back` ${alert(3)}",
        "собака \u2028 щенок",
        "<img src=x onerror=alert(4)>",
        "datum.value'] + alert(5) + ['",
    ];

    public static ReportModel Create()
    {
        var confusion = Names.Select((_, i) => Names.Select((_, j) => i == j ? 20L + i : (i + j) % 3).ToArray()).ToArray();
        var counts = confusion.Select(row => row.Sum()).ToArray();
        var sample = SampleReport.Create();
        return sample with
        {
            Name = Names[0],
            Subtitle = Names[1],
            Version = Names[4],
            Classes = Names,
            Test = SampleReport.Split("test", confusion, Names),
            Training = SampleReport.Split("training", confusion, Names),
            Validation = null,
            Against = RunComparison.Of(
                (Names[0], SampleReport.Split("test", confusion, Names)),
                (Names[1], SampleReport.Split("test", confusion, Names)),
                [.. Names.Select(name => new OptionChange(name, name, name + Names[0]))]),
            Distribution = [new("training", counts), new("test", counts)],
            Network = new NetworkTable([.. Names.Select(name => new NetworkLayer(name, name, name, 1))], 6, 6),
            Options = [.. Names.Select(name => new RunOption(name, name))],
            Remarks = Names,
            Choice = new RunChoice(Names[0], [.. Names.Select(name => new RunCandidate(name, 0.1, 0.9))], Names[1], Names[2]),
            Making = Names,
            Skipped = [.. Names.Select(name => new SkippedPicture(name, name))],
            Galleries = Galleries(),
            Attention = SampleExplanations.Attention(Names),
            Explained = [.. Names.Select(name => SampleExplanations.Picture(name, Names))],
            Setting = sample.Setting! with { Class = Names[1], Choice = Names[0], Stories = [.. sample.Setting!.Stories.Select(story => story with { Option = Names[4] })] },
            Curves = new RankingCurves([.. sample.Curves!.Classes.Zip(Names, (item, name) => item with { Class = name })], Names.Count),
            Trust = sample.Trust! with { Now = Renamed(sample.Metrics!), Before = null, Choice = Names[1] },
            Metrics = Renamed(sample.Metrics!),
        };
    }

    private static SplitEvaluation Renamed(SplitEvaluation evaluation) =>
        evaluation with { Classes = [.. evaluation.Classes.Zip(Names, (item, name) => item with { Name = name })] };

    private static PictureGalleries Galleries()
    {
        var missing = Names.Select((name, i) => new GalleryPicture(i, name, name, Names[1], 0.9, null, name)).ToList();
        var there = Names.Select((name, i) => new GalleryPicture(100 + i, name, name, name, 0.9, new Thumbnail("image/png", new byte[] { 1 }, 1, 1), null)).ToList();
        return new PictureGalleries(
            [.. Names.Select(name => new ClassGallery(name) { Right = new(6, there), Missed = new(6, missing) })],
            [new CellGallery(0, 1, missing, Names, 3)],
            there);
    }
}
