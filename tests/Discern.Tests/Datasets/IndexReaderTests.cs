using Discern.Datasets;

namespace Discern.Tests.Datasets;

public sealed class IndexReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void PicturesAreFoundByIdWhereverTheyLie()
    {
        folder.With("cat/1.jpg").With("dog/1.png").With("2.webp").With("raw/deep/3.jpeg");
        Dataset dataset = Read("id,category,image_url,name\n1,cat,http://x/a.jpg,Tom\n1,dog,,Rex\n2,cat,,\n3,dog,,\n", Whole);
        Assert.Equal(["2.webp", "cat/1.jpg", "dog/1.png", "raw/deep/3.jpeg"], dataset.Examples.Select(example => example.Path));
        Assert.Equal([0, 0, 1, 1], dataset.Examples.Select(example => example.Label));
    }

    [Fact]
    public void PathSplitAndGroupAreTaken()
    {
        folder.WithPictures("p", 4);
        Dataset dataset = Read("Path, Category ,split,group\np/0.jpg,a,train,g\np/1.jpg,b,TRAIN,\np/2.jpg,a,val,h\n\"p/3.jpg\",a,test,\"h\"\n");
        Assert.Equal([Split.Train, Split.Train, Split.Validation, Split.Test], dataset.Examples.Select(example => example.Split));
        Assert.Equal(["g", null, "h", "h"], dataset.Examples.Select(example => example.Group));
        Assert.Contains(dataset.Remarks, remark => remark.StartsWith("1 group of pictures", StringComparison.Ordinal));
    }

    [Fact]
    public void RowsThatCannotBeUsedAreCountedWithTheFirstLine()
    {
        folder.WithPictures("p", 2);
        Dataset dataset = Read("path,category\np/0.jpg,a\nnone.jpg,a\np/1.jpg,b\np/1.jpg,b\ngone.jpg,b\np/0.jpg,\n", Whole);
        Assert.Equal(
            [
                "Rows of index.csv left out, because they name a picture that is not there: 2, the first at line 3.",
                "Rows of index.csv left out, because they have no category: 1, the first at line 7.",
                "Rows of index.csv left out, because they repeat the picture of an earlier row: 1, the first at line 5.",
            ],
            dataset.Remarks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../")]
    [InlineData("p/../../")]
    [InlineData("..\\")]
    public void APathOutOfTheFolderIsRefused(string up)
    {
        using var other = new TemporaryFolder();
        other.With("secret.jpg");
        string path = up.Length == 0 ? other.In("secret.jpg") : up + Path.GetFileName(other.Path) + "/secret.jpg";
        Refuses($"path,category\n{path},a\n", $"leads out of the data set's folder and is refused", "line 2");
    }

    [Fact]
    public void ASiblingFolderWithTheSameBeginningIsOutside()
    {
        string name = Path.GetFileName(folder.Path);
        Refuses($"path,category\n../{name}2/x.jpg,a\n", "is refused");
    }

    [Theory]
    [InlineData("path,category\np/0.jpg,a\np/1.jpg,b,c\n", "line 3")]
    [InlineData("path,category\np/0.jpg,a\n\"p/1.jpg,b\n", "line 3")]
    [InlineData("path,category\np/0.jpg,a\n\n\"p/1.jpg\"x,b\n", "line 4")]
    public void AMalformedTableIsRefusedWithItsLine(string csv, string line)
    {
        folder.WithPictures("p", 2);
        Refuses(csv, "is not a well-formed table", line);
    }

    [Fact]
    public void AQuoteThatIsNeverClosedDoesNotTakeInTheFile()
    {
        string rows = string.Concat(Enumerable.Repeat("p/0.jpg,a\n", 400_000));
        Refuses($"path,category\n\"p/1.jpg,b\n{rows}", "is not a well-formed table at line 2");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("name,url\nx,y\n", "has the columns 'name', 'url'; it needs 'category'")]
    [InlineData("path,category,split\np/0.jpg,a,tomorrow\n", "'tomorrow' in line 2")]
    [InlineData("path,category,split\np/0.jpg,a,train\np/1.jpg,b,\n", "gives a split for some rows, such as 'p/0.jpg', and none for others, such as 'p/1.jpg'")]
    [InlineData("path,category\np/0.jpg,a\np/0.jpg,b\n", "stands in an earlier row with another category")]
    [InlineData("path,category\np/9.jpg,a\n", "name a picture that is not there: 1, the first at line 2")]
    public void AnIndexThatCannotBeMeantIsRefused(string csv, string sentence)
    {
        folder.WithPictures("p", 2);
        Refuses(csv, sentence);
    }

    private static DatasetOptions Whole => new() { TrainShare = 1, TestShare = 0, ValidationShare = 0 };

    private Dataset Read(string csv, DatasetOptions? options = null)
    {
        folder.With("index.csv", csv);
        return DatasetReader.Read(folder.Path, options ?? new DatasetOptions());
    }

    private void Refuses(string csv, params string[] parts)
    {
        string message = Assert.Throws<DiscernException>(() => Read(csv)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
