using Discern.Pixels;

namespace Discern.Tests.Pixels;

public sealed class ColourTableReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Without_a_heading_the_columns_are_blue_green_red_label()
    {
        PixelTable table = Read("74\t85\t123\t1\n74\t85\t123\t1\n1\t2\t3\t2\n");

        Assert.Equal(["1", "2"], table.Classes);
        Assert.Equal(PixelGrouping.Colour, table.Grouping);
        Assert.Equal(3, table.Total);
        Assert.Equal(2, table.DistinctColours);
        Assert.Contains(table.Rows, row => row is { Label: 0, Count: 2 } && row.Colour == Colour.Of(123, 85, 74));
        Assert.Contains(table.Rows, row => row is { Label: 1, Count: 1 } && row.Colour == Colour.Of(3, 2, 1));
    }

    [Theory]
    [InlineData("R,G,B,class\n9,8,7,a\n1,1,1,b\n")]
    [InlineData("label;blue;green;red\n\na;7;8;9\nb;1;1;1\n")]
    public void A_heading_says_the_columns(string text)
    {
        PixelTable table = Read(text);

        Assert.Equal(["a", "b"], table.Classes);
        Assert.Contains(table.Rows, row => row.Label == 0 && row.Colour == Colour.Of(9, 8, 7));
    }

    [Fact]
    public void Labels_keep_their_order_whatever_comes_first_and_may_be_named()
    {
        PixelTable table = ColourTableReader.Read(
            Write("1 1 1 2\n2 2 2 1\n"), names: new Dictionary<string, string>(StringComparer.Ordinal) { ["1"] = "skin", ["2"] = "rest" });

        Assert.Equal(["skin", "rest"], table.Classes);
        Assert.Equal(0, Assert.Single(table.Rows, row => row.Colour.Red == 2).Label);
    }

    [Theory]
    [InlineData("1,2,3,a\n1,2,300,b\n", "Line 2")]
    [InlineData("1,2,3,a\n1,2,b\n", "Line 2")]
    [InlineData("x,y,z,w\n1,2,3,a\n", "Line 1")]
    [InlineData("1,2,3,a\n", "nothing to tell apart")]
    [InlineData("", "no pixels")]
    public void What_is_no_table_of_pixels_is_refused_with_its_place(string text, string expected)
    {
        var exception = Assert.Throws<DiscernException>(() => Read(text));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_for_no_label_a_wrong_order_and_an_absent_file_are_refused()
    {
        string path = Write("1,2,3,a\n1,2,4,b\n");

        Assert.Contains("'c'", Assert.Throws<ArgumentException>(
            () => ColourTableReader.Read(path, names: new Dictionary<string, string>(StringComparer.Ordinal) { ["c"] = "x" })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ColourTableReader.Read(path, columns: "red,green,label"));
        Assert.Throws<ArgumentException>(() => ColourTableReader.Read(path, columns: "red,red,blue,label"));
        Assert.Throws<DiscernException>(() => ColourTableReader.Read(path + "-not-there"));
    }

    public void Dispose() => folder.Dispose();

    private PixelTable Read(string text) => ColourTableReader.Read(Write(text));

    private string Write(string text)
    {
        string path = Path.Combine(folder.Path, "colours.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
