using Discern.Datasets;
using Discern.Manifests;

namespace Discern.Tests.Manifests;

public sealed class ManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_walked_in_the_order_of_its_paths()
    {
        folder.With("data/val/dog/1.jpg").With("data/train/cat/2.jpg").With("data/train/cat/deep/3.jpg").With("data/0.jpg").With("data/notes.txt");
        Manifest manifest = Manifest.Open(folder.In("data"));

        ManifestEntry[] entries = [.. manifest.Entries()];

        Assert.Equal(["0.jpg", "train/cat/2.jpg", "train/cat/deep/3.jpg", "val/dog/1.jpg"], entries.Select(entry => entry.Path));
        Assert.Equal(["", "cat", "cat", "dog"], entries.Select(entry => entry.Category));
        Assert.Equal([null, Split.Train, Split.Train, Split.Validation], entries.Select(entry => entry.Split));
        Assert.Equal([0, 1, 2, 3], entries.Select(entry => entry.Position));
        Assert.Equal(folder.In("data", "val", "dog", "1.jpg"), entries[3].File);
        Assert.Contains(".txt", manifest.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_walked_in_the_order_of_its_rows_with_all_its_fields()
    {
        string digest = new('a', 64);
        folder.With("data/list.csv", $"name,path,category,split,sha256\n\"a, b\",x\\2.jpg,cat,test,{digest.ToUpperInvariant()}\n,1.jpg,,,\n");

        Manifest manifest = Manifest.Open(folder.In("data", "list.csv"));
        ManifestEntry[] entries = [.. manifest.Entries()];

        Assert.Equal(["name", "path", "category", "split", "sha256"], manifest.Columns);
        Assert.Equal(["x/2.jpg", "1.jpg"], entries.Select(entry => entry.Path));
        Assert.Equal([digest, null], entries.Select(entry => entry.Sha256));
        Assert.Equal([Split.Test, null], entries.Select(entry => entry.Split));
        Assert.Equal("a, b", entries[0].Fields[0]);
        Assert.Equal(folder.In("data", "1.jpg"), entries[1].File);
    }

    [Theory]
    [InlineData("id,category\n1,cat\n", "'path'")]
    [InlineData("", "'path'")]
    [InlineData("path\n../secret.jpg\n", "leads out")]
    [InlineData("path\n/etc/passwd\n", "leads out")]
    [InlineData("path,sha256\n1.jpg,abc\n", "line 2")]
    [InlineData("path,split\n1.jpg,lesson\n", "'lesson'")]
    [InlineData("path,category\n1.jpg\n", "line 2")]
    [InlineData("path,category\n,cat\n", "empty")]
    [InlineData("path,category\n\"1.jpg,cat\n", "line 2")]
    public void A_table_that_is_wrong_is_refused_with_its_line(string contents, string sentence)
    {
        folder.With("data/index.csv", contents);
        DiscernException exception = Assert.Throws<DiscernException>(() => Manifest.Open(folder.In("data", "index.csv")).Entries().ToArray());
        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_neither_folder_nor_table_is_refused()
    {
        folder.With("picture.jpg");
        Assert.Contains("no table", Assert.Throws<DiscernException>(() => Manifest.Open(folder.In("picture.jpg"))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no", Assert.Throws<DiscernException>(() => Manifest.Open(folder.In("absent"))).Message, StringComparison.Ordinal);
    }
}
