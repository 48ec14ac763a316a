using Discern.Compute.Threading;
using Discern.Features;
using Discern.Features.Backbones;
using Discern.Imaging;
using Discern.Neural.Plans;
using Discern.Tests.Shared;

namespace Discern.Tests.Features;

public sealed class FeatureExtractorTests : IDisposable
{
    private readonly TemporaryFolder pictures = new();
    private readonly TemporaryFolder cache = new();

    public void Dispose()
    {
        pictures.Dispose();
        cache.Dispose();
    }

    [Fact]
    public void A_second_run_computes_nothing_and_gives_the_same()
    {
        string[] paths = [Draw("a.png", 40), Draw("b.png", 90), Draw("c.png", 200)];
        using FeatureExtractor first = Open();
        FeatureTable computed = first.Extract(paths);
        first.Dispose();
        using FeatureExtractor second = Open();
        FeatureTable read = second.Extract(paths);
        Assert.Equal(6, first.Computed);
        Assert.Equal(0, second.Computed);
        Assert.Equal(computed.Values, read.Values);
        Assert.Equal(3 * 4416, read.Values.Length);
        Assert.NotEqual(read.Row(0).ToArray(), read.Row(1).ToArray());
    }

    [Fact]
    public void The_same_picture_under_another_name_is_not_computed_again()
    {
        string path = Draw("a.png", 40);
        string copy = Path.Combine(pictures.Path, "copy.png");
        File.Copy(path, copy);
        using FeatureExtractor extractor = Open();
        extractor.Extract([path]);
        FeatureTable table = extractor.Extract([copy]);
        Assert.Equal(2, extractor.Computed);
        Assert.Equal(1, table.Rows);
    }

    [Fact]
    public void A_change_of_the_picture_has_features_of_its_own()
    {
        string path = Draw("a.png", 40);
        using FeatureExtractor extractor = Open();
        float[] plain = extractor.Extract([path]).Values;
        float[] changed = extractor.Extract([path], _ => new Transform { IsFlippedHorizontally = true }).Values;
        extractor.Extract([path], _ => new Transform { IsFlippedHorizontally = true });
        Assert.NotEqual(plain, changed);
        Assert.Equal(4, extractor.Computed);
    }

    [Fact]
    public void No_change_gives_the_features_of_none()
    {
        string path = Draw("a.png", 40);
        using FeatureExtractor extractor = Open();
        float[] plain = extractor.Extract([path]).Values;
        float[] same = extractor.Extract([path], _ => Transform.Identity).Values;
        Assert.Equal(plain, same, (expected, actual) => Math.Abs(expected - actual) < 1e-3f);
    }

    [Fact]
    public void Unreadable_pictures_are_named_and_the_others_go_on()
    {
        string broken = Path.Combine(pictures.Path, "broken.jpg");
        File.WriteAllText(broken, "no picture");
        string absent = Path.Combine(pictures.Path, "absent.jpg");
        using FeatureExtractor extractor = Open();
        FeatureTable table = extractor.Extract([broken, Draw("a.png", 40), absent]);
        Assert.Equal([1], table.Indices);
        Assert.Equal([0, 2], table.Failures.Select(failure => failure.Index));
        Assert.All(table.Failures, failure => Assert.Contains(Path.GetFileName(failure.Path), failure.Failure!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_do_not_depend_on_the_batch()
    {
        string[] paths = [Draw("a.png", 40), Draw("b.png", 90), Draw("c.png", 200)];
        using FeatureExtractor ones = Open(new FeatureOptions { Batch = 1, CacheFolder = null });
        using FeatureExtractor twos = Open(new FeatureOptions { Batch = 2, CacheFolder = null });
        Assert.Equal(ones.Extract(paths).Values, twos.Extract(paths).Values);
    }

    [AmxFact]
    public void Features_in_bfloat16_are_near_and_never_taken_for_others()
    {
        string[] paths = [Draw("a.png", 40), Draw("b.png", 90)];
        var low = new FeatureOptions { CacheFolder = cache.Path, Precision = Precision.Bfloat16 };
        using FeatureExtractor single = Open();
        using FeatureExtractor rounded = Open(low);
        float[] expected = single.Extract(paths).Values;
        float[] actual = rounded.Extract(paths).Values;
        rounded.Dispose();
        using FeatureExtractor again = Open(low);

        Assert.Equal((Precision.Float32, Precision.Bfloat16), (single.Precision, rounded.Precision));
        Assert.Null(rounded.PrecisionRemark);
        Assert.Equal(4, rounded.Computed);
        Assert.Equal(actual, again.Extract(paths).Values);
        Assert.Equal(0, again.Computed);
        Assert.InRange(Distance(expected, actual) / Distance(expected, new float[expected.Length]), 1e-5, 0.03);
    }

    private static double Distance(float[] left, float[] right) =>
        Math.Sqrt(left.Zip(right).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));

    private FeatureExtractor Open(FeatureOptions? options = null) =>
        new(BackboneRegistry.Default, options ?? new FeatureOptions { CacheFolder = cache.Path }, Workers.Shared);

    private string Draw(string name, byte level)
    {
        var pixels = new byte[300 * 240 * 3];
        for (int index = 0; index < pixels.Length; index++)
        {
            pixels[index] = (byte)((index / 3 % 300 * level / 100) + (index % 3 * 20));
        }

        string path = Path.Combine(pictures.Path, name);
        File.WriteAllBytes(path, PictureEncoder.Png(new Picture(300, 240, 3, pixels)));
        return path;
    }
}
