using Discern.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace Discern.Tests.Evaluation;

public sealed class PredictionTableTests
{
    private static readonly string[] HostileClasses =
    [
        "path", "a,b", "say \"hi\"", "two\r\nlines", "<script>alert(1)</script>", "日本語", " spaced ", "=1+1", "😀", "sep=;", "#",
    ];

    [Fact]
    public void Columns_stand_as_designed()
    {
        PredictionTable table = new(["ham", "hot, \"dog\""], [new Prediction("a/b.png", 0, 1, [0.1f, 0.9f])]);
        Assert.Equal("path,label,predicted,ham,\"hot, \"\"dog\"\"\"\na/b.png,ham,\"hot, \"\"dog\"\"\",0.1,0.9\n", Write(table));
    }

    [Fact]
    public void Hostile_names_come_back()
    {
        PredictionTable table = new(
            HostileClasses,
            [.. HostileClasses.Select((name, label) => new Prediction("=" + name, label, (label + 1) % HostileClasses.Length, Drawn(label)))]);
        AssertRoundTrip(table);

        static float[] Drawn(int label) => [.. Enumerable.Range(1, HostileClasses.Length).Select(number => 1f / (number * (label + 3)))];
    }

    [Fact]
    public void Any_text_and_any_probability_come_back()
    {
        Gen<string> text = Gen.Elements("a", "b", " ", ",", "\"", "\n", "\r", "=", "'", ";", "\t", "ß", "日", "😀", "<", "&", "\\", "#").ListOf().Select(string.Concat);
        Gen<PredictionTable> tables =
            from first in text
            from second in text.Where(name => !string.Equals(name, first, StringComparison.Ordinal))
            from paths in text.ListOf()
            from bits in Gen.Choose(0, BitConverter.SingleToInt32Bits(1f))
            select new PredictionTable([first, second], [.. paths.Select((path, row) => new Prediction(path, row % 2, row / 2 % 2, [BitConverter.Int32BitsToSingle(bits), 1]))]);

        ForAll.Of(tables, 300, AssertRoundTrip);
    }

    [Theory]
    [InlineData("", "p.csv, line 1: expected the columns path, label, predicted and then one per class. Evaluate the run again to write it anew.")]
    [InlineData("path,label,predicted\n", "p.csv, line 1: expected the columns")]
    [InlineData("file,label,predicted,a\n", "p.csv, line 1: expected the columns")]
    [InlineData("path,label,predicted,a,a\n", "p.csv, line 1: the class 'a' has more than one column.")]
    [InlineData("path,label,predicted,a,b\nx,a,b,1\n", "p.csv, line 2: expected 5 fields, found 4.")]
    [InlineData("path,label,predicted,a,b\nx,a,b,1,0\ny,a,c,1,0\n", "p.csv, line 3: the class 'c' has no column.")]
    [InlineData("path,label,predicted,a,b\n\"two\nlines\",a,b,1,0\ny,a,b,1,zero\n", "p.csv, line 4: 'zero' is not a probability between 0 and 1.")]
    [InlineData("path,label,predicted,a,b\nx,a,b,NaN,0\n", "p.csv, line 2: 'NaN' is not a probability between 0 and 1.")]
    [InlineData("path,label,predicted,a,b\nx,a,b,-0.1,1\n", "p.csv, line 2: '-0.1' is not a probability between 0 and 1.")]
    [InlineData("path,label,predicted,a,b\nx,a,b,1,0\n\"y,a,b,1,0\n", "p.csv, line 3: a quotation mark stands where CSV allows none, or is never closed.")]
    public void Malformed_tables_get_a_sentence_with_the_line(string csv, string sentence)
    {
        DiscernException exception = Assert.Throws<DiscernException>(() => PredictionTable.Read(new StringReader(csv), "p.csv"));
        Assert.StartsWith(sentence, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_gets_a_sentence()
    {
        DiscernException exception = Assert.Throws<DiscernException>(() => PredictionTable.Read(Path.Combine(Path.GetTempPath(), "no such folder", "p.csv")));
        Assert.StartsWith("The predictions cannot be read:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_is_a_table()
    {
        PredictionTable table = PredictionTable.Read(new StringReader("path,label,predicted,a,b\r\n"), "p.csv");
        Assert.Equal(["a", "b"], table.Classes);
        Assert.Empty(table.Rows);
    }

    private static void AssertRoundTrip(PredictionTable table)
    {
        PredictionTable read = PredictionTable.Read(new StringReader(Write(table)), "p.csv");
        Assert.Equal(table.Classes, read.Classes);
        Assert.Equal(table.Rows.Count, read.Rows.Count);
        Assert.All(table.Rows.Zip(read.Rows), pair =>
        {
            Assert.Equal((pair.First.Path, pair.First.Label, pair.First.Predicted), (pair.Second.Path, pair.Second.Label, pair.Second.Predicted));
            Assert.Equal(pair.First.Probabilities, pair.Second.Probabilities);
        });
    }

    private static string Write(PredictionTable table)
    {
        using StringWriter writer = new();
        table.Write(writer);
        return writer.ToString();
    }
}
