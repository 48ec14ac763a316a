using Discern.Cleaning;

namespace Discern.Tests.Cleaning;

public sealed class IssuesCsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        folder.With("data/a/one.png", "no picture").With("data/b/two.png", "no picture either");
        CleaningResult result = new Cleaner().Clean(folder.In("data"), new CleaningOptions());
        IssuesCsv.Write(folder.In("issues.csv"), result);

        IReadOnlyList<IssueRow> rows = IssuesCsv.Read(folder.In("issues.csv"));

        Assert.Equal(result.Issues.Count, rows.Count);
        Assert.Equal(["a/one.png", "b/two.png"], rows.Where(row => row.Kind == IssueKind.Unreadable).Select(row => row.Path));
        Assert.Equal(result.Issues.Select(issue => issue.Explanation), rows.Select(row => row.Explanation));
    }

    [Theory]
    [InlineData("kind,path\n", "columns")]
    [InlineData("kind,path,label,split,related,score,explanation\nodd,a,b,,,1,c\n", "line 2: there is no kind 'odd'")]
    [InlineData("kind,path,label,split,related,score,explanation\ntoo-dark,a,b,,,x,c\n", "'x' is no number")]
    public void What_is_no_such_table_is_said_with_its_line(string table, string what)
    {
        folder.With("issues.csv", table);

        Assert.Contains(what, Assert.Throws<DiscernException>(() => IssuesCsv.Read(folder.In("issues.csv"))).Message, StringComparison.Ordinal);
    }
}
