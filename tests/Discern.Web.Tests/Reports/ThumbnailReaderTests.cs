using Discern.Imaging;
using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class ThumbnailReaderTests
{
    [Fact]
    public void A_picture_becomes_a_small_one_of_the_same_proportions()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("wide.png"), PictureEncoder.Png(new Picture(400, 200, 3, new byte[400 * 200 * 3])));

        var (thumbnail, trouble) = new ThumbnailReader(folder.Path).Read("wide.png");

        Assert.Null(trouble);
        Assert.Equal((128, 64), (thumbnail!.Width, thumbnail.Height));
        Assert.StartsWith("data:image/webp;base64,UklGR", thumbnail.DataUri, StringComparison.Ordinal); // "RIFF"
    }

    [Theory]
    [InlineData("gone.png", "not there")]
    [InlineData("text.png", "cannot be read")]
    [InlineData("../secret.png", "leads out")]
    [InlineData("a/../../secret.png", "leads out")]
    [InlineData("/etc/hostname", "leads out")]
    [InlineData("", "leads out")]
    [InlineData("nul\0l.png", "leads out")]
    public void What_cannot_be_shown_has_a_reason(string path, string reason)
    {
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(folder.In("data")).FullName;
        File.WriteAllText(Path.Combine(data, "text.png"), "This is text.");
        File.WriteAllBytes(folder.In("secret.png"), PictureEncoder.Png(new Picture(4, 4, 3, new byte[4 * 4 * 3])));

        var (thumbnail, trouble) = new ThumbnailReader(data).Read(path);

        Assert.Null(thumbnail);
        Assert.Contains(reason, trouble, StringComparison.Ordinal);
    }
}
