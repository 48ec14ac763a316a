using Discern.Cleaning;
using Discern.Imaging;
using Discern.Web.Cleanings;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Cleanings;

public sealed class GalleryWriterTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>.png";

    [Fact]
    public async Task Every_finding_shows_its_pictures_side_by_side_and_names_are_text()
    {
        using var folder = new TemporaryFolder();
        var result = Clean(folder);

        await GalleryWriter.WriteAsync(result, folder.In("gallery.html"));

        var html = await File.ReadAllTextAsync(folder.In("gallery.html"));
        Assert.Equal(2, html.Split("data:image/webp;base64,").Length - 1);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.Contains("exact-duplicate", html, StringComparison.Ordinal);
        Assert.Contains("It cannot be read: the file is empty.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_accused_picture_comes_first()
    {
        using var folder = new TemporaryFolder();

        var model = CleaningModel.From(Clean(folder));

        Assert.Equal(["unreadable", "exact-duplicate"], model.Sections.Select(section => section.Name));
        Assert.Equal((3, 2), (model.Pictures, model.Accused));
        Assert.Equal([(Hostile, true), ("a.png", false)], model.Sections[1].Findings[0].Pictures.Select(picture => (picture.Path, picture.IsAccused)));
    }

    private static CleaningResult Clean(TemporaryFolder folder)
    {
        var pictures = Directory.CreateDirectory(folder.In("pictures")).FullName;
        var picture = PictureEncoder.Png(new Picture(60, 60, 3, [.. Enumerable.Range(0, 60 * 60 * 3).Select(index => (byte)((index * 7919) >> 3))]));
        File.WriteAllBytes(Path.Combine(pictures, "a.png"), picture);
        File.WriteAllBytes(Path.Combine(pictures, Hostile), picture);
        File.WriteAllBytes(Path.Combine(pictures, "empty.png"), []);
        return new Cleaner().Clean(pictures, new CleaningOptions { UsesNetwork = false });
    }
}
