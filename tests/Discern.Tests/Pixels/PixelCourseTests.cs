using Discern.Balancing;
using Discern.Imaging;
using Discern.Pixels;
using Discern.Tests.Shared;

namespace Discern.Tests.Pixels;

public sealed class PixelCourseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_network_cuts_out_what_no_plane_can()
    {
        PixelTable table = SampleColours.Table(count: 6000);

        PixelRun plane = Run(table, new PixelOptions { Remedy = null });
        PixelRun network = Run(table, new PixelOptions { Model = PixelModelKind.Mlp, Remedy = null });

        Assert.InRange(plane.Grouped.Test.MacroF1.Value, 0.3, 0.85);
        Assert.InRange(network.Grouped.Test.MacroF1.Value, 0.95, 1);
        Assert.Equal(4, plane.Parameters);
        Assert.Equal((3 * 64) + 64 + (64 * 64) + 64 + 64 + 1, network.Parameters);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        PixelTable table = SampleColours.Table(count: 800);

        PixelRun run = Run(table, new PixelOptions { Features = ColourFeatures.Hsv, Remedy = new RandomOversampling() });
        PixelRun read = PixelRun.Open(folder.Path);

        Assert.Equal(run.ToJson(), read.ToJson());
        Assert.Equal(table.Total, read.Pixels);
        Assert.Equal("oversample", read.Remedy);
        Assert.NotNull(read.Remedied);
        Assert.Equal(4, read.Sentences.Count);
        Assert.Contains("oversample", read.Sentences[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_with_one_thread_and_with_two()
    {
        PixelTable table = SampleColours.Table(count: 800);
        var options = new PixelOptions { Model = PixelModelKind.Mlp };

        PixelRun one = Run(table, options with { Threads = 1 });
        PixelRun two = Run(table, options with { Threads = 2 });

        Assert.Equal((one with { Seconds = 0, CreatedAt = default }).ToJson(), (two with { Seconds = 0, CreatedAt = default }).ToJson());
    }

    [Fact]
    public void A_segmenter_answers_as_the_model_does_for_every_pixel()
    {
        PixelTable table = SampleColours.Table(count: 3000);
        Run(table, new PixelOptions { Model = PixelModelKind.Mlp, Remedy = null });
        using var segmenter = new PixelSegmenter(folder.Path, "inside");
        byte[] pixels = [.. table.Rows.SelectMany(row => new[] { row.Colour.Red, row.Colour.Green, row.Colour.Blue })];
        var picture = new Picture(30, 100, 3, pixels);

        Picture mask = segmenter.Mask(picture);
        Picture again = segmenter.Mask(picture);

        Assert.Equal(mask.Pixels, again.Pixels);
        int right = table.Rows.Index().Count(row => (mask.Pixels[row.Index] == 255) == (row.Item.Label == 0));
        Assert.InRange(right / 3000.0, 0.97, 1);
        Picture overlay = MaskOverlay.Draw(picture, mask);
        Assert.All(table.Rows.Index(), row => Assert.Equal(mask.Pixels[row.Index] == 0, overlay.Pixels[3 * row.Index] == overlay.Pixels[(3 * row.Index) + 1] && overlay.Pixels[(3 * row.Index) + 1] == overlay.Pixels[(3 * row.Index) + 2]));
    }

    [Fact]
    public void The_rarest_class_is_marked_unless_another_is_named()
    {
        Run(SampleColours.Table(count: 800), new PixelOptions { Remedy = null });

        using var rarest = new PixelSegmenter(folder.Path);
        Assert.Equal("inside", rarest.Class);
        Assert.Throws<ArgumentException>(() => new PixelSegmenter(folder.Path, "nowhere"));
    }

    [Fact]
    public void A_folder_without_a_run_and_a_damaged_one_are_refused()
    {
        Assert.Contains("no run of pixels", Assert.Throws<DiscernException>(() => PixelRun.Open(folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.Path, "pixels.json"), "{ \"version\": 1");
        Assert.Contains("damaged", Assert.Throws<DiscernException>(() => PixelRun.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    /// <summary>scikit-learn reaches 0.806 and 0.953 by logistic regression, 0.9983 and 0.9996 by a network of 64 and 64 units.</summary>
    [SharedFact("datasets/skin/Skin_NonSkin.txt")]
    public void Skin_is_told_apart_as_well_as_by_the_peer()
    {
        PixelTable table = ColourTableReader.Read(SharedFiles.Find("datasets/skin/Skin_NonSkin.txt")!);
        Assert.Equal(245_057, table.Total);
        Assert.Equal([50_859, 194_198], table.ClassCounts());

        PixelRun plane = Run(table, new PixelOptions { Remedy = null });
        PixelRun network = Run(table, new PixelOptions { Model = PixelModelKind.Mlp, Remedy = null });

        Assert.InRange(plane.Grouped.Test.Classes[0].F1.Value, 0.78, 0.84);
        Assert.InRange(plane.Grouped.Test.Classes[1].F1.Value, 0.94, 0.96);
        Assert.All(network.Grouped.Test.Classes, item => Assert.InRange(item.F1.Value, 0.998, 1));
    }

    public void Dispose() => folder.Dispose();

    private PixelRun Run(PixelTable table, PixelOptions options) => new PixelCourse(options).Run(table, "sample", folder.Path, [], CancellationToken.None);
}
