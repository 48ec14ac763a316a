using Discern.Cleaning;
using Discern.Cleaning.Checks;

namespace Discern.Tests.Cleaning;

public class IssueKindsTests
{
    [Fact]
    public void Every_kind_has_a_name_that_is_read_back_and_a_meaning()
    {
        foreach (IssueKind kind in IssueKinds.All.Where(kind => kind != IssueKind.SideChannel))
        {
            Assert.Equal([kind], IssueKinds.Parse(IssueKinds.Name(kind)));
        }

        Assert.Equal(IssueKinds.All.Count, IssueKinds.All.Select(IssueKinds.Meaning).Distinct().Count());
        Assert.Equal("odd-aspect-ratio", IssueKinds.Name(IssueKind.OddAspectRatio));
    }

    [Fact]
    public void Sure_stands_for_what_is_beyond_doubt()
    {
        Assert.Equal([IssueKind.Unreadable, IssueKind.ExactDuplicate, IssueKind.NearDuplicate, IssueKind.Outlier], IssueKinds.Parse("outlier, sure"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("side-channel")]
    public void What_is_no_kind_of_pictures_is_refused(string names)
    {
        Assert.Contains("exact-duplicate", Assert.Throws<ArgumentException>(() => IssueKinds.Parse(names)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_has_one_check_but_those_that_a_network_finds()
    {
        Assert.Equal(IssueKinds.All.Except([IssueKind.Outlier, IssueKind.SuspiciousLabel]), Check.All.Select(check => check.Kind));
    }
}
