using Discern.Classifiers;
using Discern.Comparing.Remedies;

namespace Discern.Tests.Comparing.Remedies;

public sealed class RemedyListTests
{
    [Fact]
    public void The_first_named_is_the_reference()
    {
        var list = RemedyList.Parse("smote, none,focal:1.5,effective:0.99");

        Assert.Equal(["smote", "none", "focal:1.5", "effective:0.99"], list.All.Select(remedy => remedy.Name));
        Assert.Equal(1.5, list.All[2].Learning.FocalGamma);
        Assert.Equal("effective:0.99", list.All[3].ClassWeights.ToString());
        Assert.Empty(list.Remarks);
    }

    [Fact]
    public void None_is_put_first_where_it_is_missing_and_that_is_said()
    {
        var list = RemedyList.Parse("smote");

        Assert.Equal(["none", "smote"], list.All.Select(remedy => remedy.Name));
        Assert.Contains("'none' was put first", Assert.Single(list.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_the_same_is_compared_once_and_that_is_said()
    {
        var list = RemedyList.Parse("none,focal,focal:2,smote,smote");

        Assert.Equal(["none", "focal", "smote"], list.All.Select(remedy => remedy.Name));
        Assert.Equal(["'focal:2' is the same as 'focal' and compared once.", "'smote' is named twice and compared once."], list.Remarks);
    }

    [Theory]
    [InlineData("smtoe", "Did you mean 'smote'?")]
    [InlineData("class-weight", "Did you mean 'class-weights'?")]
    [InlineData("xylophone", "There is no remedy called 'xylophone' for classes of unequal size. Name some of none, ")]
    [InlineData("smote:3", "a number that does nothing")]
    [InlineData("focal:much", "is not one between 0 and 10")]
    [InlineData("effective:2", "is not a number from 0 to below 1")]
    [InlineData("none", "nothing to compare 'none' with")]
    [InlineData("", "nothing to compare 'none' with")]
    public void What_cannot_be_read_is_told_in_a_sentence(string text, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => RemedyList.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_name_is_read()
    {
        Assert.All(Remedy.Names, name => Assert.NotEmpty(Remedy.Parse(name).Summary));
        Assert.Equal(ClassWeights.Balanced, Remedy.Parse("class-weights").ClassWeights);
    }
}
