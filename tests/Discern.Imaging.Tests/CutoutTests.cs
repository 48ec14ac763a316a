using System.Text;

namespace Discern.Imaging.Tests;

public sealed class CutoutTests : IDisposable
{
    // A red square of half the width in the middle of nothing.
    private const string Square = """<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect x="20" y="20" width="40" height="40" fill="#ff0000"/></svg>""";

    private readonly string folder = Directory.CreateTempSubdirectory("discern-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Transparency_is_kept()
    {
        Cutout cutout = CutoutDecoder.Decode(Write("square.svg", Encoding.UTF8.GetBytes(Square)), new DecodeOptions());

        Assert.Equal((80, 80, 3), (cutout.Colours.Width, cutout.Colours.Height, cutout.Colours.Channels));
        Assert.Equal(0, cutout.Opacity[(10 * 80) + 10]);
        Assert.Equal(255, cutout.Opacity[(40 * 80) + 40]);
        Assert.Equal([255, 0, 0], cutout.Colours.Pixels.AsSpan(3 * ((40 * 80) + 40), 3).ToArray());
    }

    [Fact]
    public void It_is_scaled_as_a_whole()
    {
        Cutout cutout = CutoutDecoder.Decode(Write("square.svg", Encoding.UTF8.GetBytes(Square)), new DecodeOptions { Width = 20, Height = 40, Fit = Fit.Inside });

        Assert.Equal((20, 20), (cutout.Colours.Width, cutout.Colours.Height));
        Assert.Equal((0, 255), (cutout.Opacity[0], cutout.Opacity[(10 * 20) + 10]));
    }

    [Fact]
    public void A_picture_without_transparency_is_refused()
    {
        foreach (byte[] opaque in (byte[][])[PictureEncoder.Png(Samples.Quarters()), PictureEncoder.Jpeg(Samples.Quarters()), "P6 1 1 255\nabc"u8.ToArray()])
        {
            string path = Write("opaque.png", opaque);

            var refusal = Assert.Throws<UnreadablePictureException>(() => CutoutDecoder.Decode(path, new DecodeOptions()));

            Assert.Contains("nothing in it is transparent", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => CutoutDecoder.Decode("x.png", new DecodeOptions { Fit = Fit.Crop }));
    }

    [Fact]
    public void It_lies_where_it_is_put_and_the_ground_is_left_as_it_was()
    {
        Cutout cutout = CutoutDecoder.Decode(Write("square.svg", Encoding.UTF8.GetBytes(Square)), new DecodeOptions { Width = 40, Height = 40 });
        Picture ground = Samples.Flat(0, 0, 255, 64);

        Picture painted = CutoutPainter.Paint(cutout, ground, new CutoutPose(20, 40, 0, IsFlipped: false));

        // The square covers 20 of 40 pixels: columns 10 to 29, rows 30 to 49.
        Assert.All(ground.Pixels.Chunk(3), pixel => Assert.Equal([0, 0, 255], pixel));
        for (int index = 0; index < 64 * 64; index++)
        {
            (int row, int column) = Math.DivRem(index, 64);
            bool isThing = column is >= 10 and < 30 && row is >= 30 and < 50;
            Assert.Equal(isThing ? [255, 0, 0] : [0, 0, 255], painted.Pixels.AsSpan(3 * index, 3).ToArray());
        }
    }

    [Fact]
    public void It_is_turned_clockwise_and_mirrored()
    {
        // Opaque in its upper left quarter only.
        byte[] opacity = [255, 0, 0, 0];
        var cutout = new Cutout(new Picture(2, 2, 3, [.. Enumerable.Repeat((byte)200, 12)]), opacity);
        Picture ground = Samples.Flat(0, 0, 0, 4);
        int Brightest(CutoutPose pose) => Array.IndexOf([.. CutoutPainter.Paint(cutout, ground, pose).Pixels.Where((_, index) => index % 3 == 0)], (byte)200);

        Assert.Equal((1 * 4) + 1, Brightest(new CutoutPose(2, 2, 0, IsFlipped: false)));
        Assert.Equal((1 * 4) + 2, Brightest(new CutoutPose(2, 2, 90, IsFlipped: false)));
        Assert.Equal((1 * 4) + 2, Brightest(new CutoutPose(2, 2, 0, IsFlipped: true)));
    }

    private string Write(string name, byte[] contents)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, contents);
        return path;
    }
}
