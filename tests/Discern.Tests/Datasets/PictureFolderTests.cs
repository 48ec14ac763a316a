using Discern.Datasets;

namespace Discern.Tests.Datasets;

public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Pictures_come_in_the_order_of_their_paths_however_few_are_held_at_once(int window)
    {
        // A slash sorts behind a dash and a dot, so that "a-1.png" comes before what is in "a", and "a0.png" behind it.
        string[] pictures = ["a-1.png", "a.png", "a/b/2.png", "a/b/10.png", "a/1.png", "a0.png", "B.png", "c/9.png", "c/90.png"];
        foreach (string picture in pictures)
        {
            folder.With(picture);
        }

        folder.With("notes.txt").With(".hidden.png").With("c/table.csv");
        var all = new PictureFolder(folder.Path, window);
        Assert.Equal(pictures.Order(StringComparer.Ordinal), all.Pictures().Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/')));
        Assert.Equal("Files and folders left out: 2 that are not pictures by their extension (.csv, .txt) and 1 hidden.", all.Remark);
    }

    [Fact]
    public void Nothing_is_read_that_is_not_asked_for()
    {
        folder.WithPictures("a", 3);
        Directory.CreateDirectory(folder.In("b"));
        using IEnumerator<string> pictures = new PictureFolder(folder.Path).Pictures().GetEnumerator();
        Assert.True(pictures.MoveNext());
        folder.WithPictures("b", 1);
        Assert.True(pictures.MoveNext());
        Assert.True(pictures.MoveNext());
        Assert.True(pictures.MoveNext());
        Assert.EndsWith(Path.Combine("b", "0.jpg"), pictures.Current, StringComparison.Ordinal);
        Assert.False(pictures.MoveNext());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var absent = new PictureFolder(folder.In("absent"));
        Assert.Contains("absent' cannot be read", Assert.Throws<DiscernException>(() => absent.Pictures().Count()).Message, StringComparison.Ordinal);
    }
}
