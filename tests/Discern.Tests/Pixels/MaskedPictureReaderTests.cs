using Discern.Imaging;
using Discern.Pixels;

namespace Discern.Tests.Pixels;

public sealed class MaskedPictureReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public MaskedPictureReaderTests()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "images"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "masks"));
    }

    [Fact]
    public void Pixels_under_the_light_of_a_mask_are_of_the_class()
    {
        Save("images/a.png", 3, [200, 10, 10, 1, 2, 3, 1, 2, 3]);
        Save("masks/a.png", 1, [255, 0, 10]);
        var remarks = new List<string>();

        PixelTable table = MaskedPictureReader.Read(folder.Path, "red", remarks);

        Assert.Empty(remarks);
        Assert.Equal(["rest", "red"], table.Classes);
        Assert.Equal(PixelGrouping.Picture, table.Grouping);
        Assert.Equal(
            [new PixelRow(Colour.Of(1, 2, 3), 0, 0, 2), new PixelRow(Colour.Of(200, 10, 10), 1, 0, 1)],
            table.Rows);
    }

    [Fact]
    public void Pictures_without_a_mask_or_with_one_of_another_size_are_named()
    {
        Save("images/a.png", 3, [200, 10, 10, 1, 2, 3]);
        Save("masks/a.png", 1, [255, 0]);
        Save("images/b.png", 3, [200, 10, 10]);
        Save("images/c.png", 3, [200, 10, 10]);
        Save("masks/c.png", 1, [255, 0]);
        File.WriteAllText(Path.Combine(folder.Path, "images", "d.png"), "no picture");
        Save("masks/d.png", 1, [255, 0]);
        var remarks = new List<string>();

        PixelTable table = MaskedPictureReader.Read(folder.Path, "red", remarks);

        Assert.Equal(2, table.Total);
        Assert.Collection(
            remarks,
            remark => Assert.Contains("no mask", remark, StringComparison.Ordinal),
            remark => Assert.Contains("2x1", remark, StringComparison.Ordinal),
            remark => Assert.Contains("cannot be read", remark, StringComparison.Ordinal));
    }

    [Fact]
    public void Masks_that_mark_nothing_or_no_masks_at_all_are_refused()
    {
        Save("images/a.png", 3, [200, 10, 10, 1, 2, 3]);
        Assert.Contains("No picture", Assert.Throws<DiscernException>(() => MaskedPictureReader.Read(folder.Path, "red", [])).Message, StringComparison.Ordinal);

        Save("masks/a.png", 1, [0, 0]);
        Assert.Contains("nothing", Assert.Throws<DiscernException>(() => MaskedPictureReader.Read(folder.Path, "red", [])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private void Save(string name, int channels, byte[] pixels) =>
        File.WriteAllBytes(Path.Combine(folder.Path, name), PictureEncoder.Png(new Picture(pixels.Length / channels, 1, channels, pixels)));
}
