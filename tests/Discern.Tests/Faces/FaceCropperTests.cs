using Discern.Faces;
using Discern.Imaging;
using Discern.Tests.Shared;

namespace Discern.Tests.Faces;

public class FaceCropperTests
{
    private const string Faces = "vectors/images/faces";

    [SharedFact(Faces)]
    public void Faces_are_written_and_pictures_without_are_told_and_copied()
    {
        using var folder = new TemporaryFolder();
        Copy(folder, "raw/a/obama.jpg", "raw/b/noise.png");
        folder.With("raw/b/broken.jpg", "no picture");

        FaceCropResult result = new FaceCropper(new FaceCropOptions { Width = 128, Height = 96, Reject = folder.In("reject"), Extension = "png" })
            .Crop(folder.In("raw"), folder.In("out"));

        Assert.Equal(["a/obama.jpg", "b/broken.jpg", "b/noise.png"], result.Pictures.Select(picture => picture.Path));
        Picture crop = PictureDecoder.Decode(folder.In("out", "a", "obama.png"), new DecodeOptions());
        Assert.Equal((128, 96), (crop.Width, crop.Height));
        Assert.Equal(File.ReadAllBytes(folder.In("raw", "b", "noise.png")), File.ReadAllBytes(folder.In("reject", "b", "noise.png")));
        Assert.Equal("no picture", File.ReadAllText(folder.In("reject", "b", "broken.jpg")));
        string table = File.ReadAllText(folder.In("out", "crop.csv"));
        Assert.StartsWith("path,crop,left,top,width,height,score,reason\na/obama.jpg,a/obama.png,", table, StringComparison.Ordinal);
        Assert.Contains("b/noise.png,,,,,,,No face was found.\n", table, StringComparison.Ordinal);
    }

    [SharedFact(Faces)]
    public void Labels_are_carried_through()
    {
        using var folder = new TemporaryFolder();
        Copy(folder, "raw/obama.jpg", "raw/noise.png");
        folder.With("raw/index.csv", "id,category,name\nobama,president,Barack\nnoise,nobody,\n");

        FaceCropResult result = new FaceCropper(new FaceCropOptions { Width = 32, Height = 32 }).Crop(folder.In("raw"), folder.In("out"));

        Assert.Equal("id,category,name,path\nobama,president,Barack,obama.jpg\n", File.ReadAllText(folder.In("out", "index.csv")));
        Assert.Contains(result.Remarks, remark => remark.Contains("left out", StringComparison.Ordinal));
    }

    [SharedFact(Faces)]
    public void Names_that_fall_together_get_numbers()
    {
        using var folder = new TemporaryFolder();
        Copy(folder, "raw/obama.jpg");
        File.Copy(folder.In("raw", "obama.jpg"), folder.In("raw", "obama.png"));

        new FaceCropper(new FaceCropOptions { Width = 32, Height = 32, Extension = "webp" }).Crop(folder.In("raw"), folder.In("out"));

        Assert.True(File.Exists(folder.In("out", "obama.webp")));
        Assert.True(File.Exists(folder.In("out", "obama-2.webp")));
    }

    [Fact]
    public void A_folder_that_holds_something_is_not_written_to()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("raw/a.jpg").With("out/mine.txt");

        DiscernException exception = Assert.Throws<DiscernException>(() => new FaceCropper().Crop(folder.In("raw"), folder.In("out")));

        Assert.Contains("nothing is overwritten", exception.Message, StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(folder.In("out", "mine.txt")));
    }

    [Fact]
    public void The_crops_lie_outside_the_pictures()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("raw/a.jpg");

        Assert.Throws<DiscernException>(() => new FaceCropper().Crop(folder.In("raw"), folder.In("raw", "out")));
    }

    [Fact]
    public void Unknown_extensions_are_refused() =>
        Assert.Throws<ArgumentException>(() => new FaceCropper(new FaceCropOptions { Extension = "bmp" }));

    private static void Copy(TemporaryFolder folder, params string[] targets)
    {
        foreach (string target in targets)
        {
            string path = folder.In(target.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(SharedFiles.Find($"{Faces}/{Path.GetFileName(target)}")!, path);
        }
    }
}
