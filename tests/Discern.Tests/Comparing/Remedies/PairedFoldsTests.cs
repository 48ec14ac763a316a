using Discern.Comparing.Remedies;
using Discern.Datasets;

namespace Discern.Tests.Comparing.Remedies;

public sealed class PairedFoldsTests
{
    private static readonly string[] Classes = ["many", "few"];

    [Fact]
    public void Every_picture_is_held_out_once_in_each_repeat_and_is_never_on_two_sides()
    {
        PairedFolds folds = PairedFolds.Draw(Pictures(40, 12), Classes, count: 5, repeats: 3, seed: 2);

        Assert.Equal(15, folds.All.Count);
        foreach (IGrouping<int, PairedFold> repeat in folds.All.GroupBy(fold => fold.Repeat))
        {
            Assert.Equal(Enumerable.Range(0, 52), repeat.SelectMany(fold => fold.HeldOut).Order());
        }

        Assert.All(folds.All, fold => Assert.Equal(Enumerable.Range(0, 52), fold.Learning.Concat(fold.Validation).Concat(fold.HeldOut).Order()));
        Assert.All(folds.All, fold => Assert.InRange(fold.HeldOut.Count(row => row >= 40), 2, 3));
        Assert.NotEqual(folds.All[0].HeldOut, folds.All[5].HeldOut);
    }

    [Fact]
    public void Groups_stay_together()
    {
        Example[] pictures = [.. Pictures(40, 20).Select((picture, index) => picture with { Group = $"group {index / 4}" })];

        PairedFolds folds = PairedFolds.Draw(pictures, Classes, count: 4, repeats: 2, seed: 1);

        foreach (PairedFold fold in folds.All)
        {
            var parts = new[] { fold.Learning, fold.Validation, fold.HeldOut }.Select(rows => rows.Select(row => pictures[row].Group).ToHashSet()).ToArray();
            Assert.False(parts[0].Overlaps(parts[1]) || parts[0].Overlaps(parts[2]) || parts[1].Overlaps(parts[2]));
        }
    }

    [Fact]
    public void A_class_with_fewer_members_than_folds_makes_fewer_folds_and_that_is_said()
    {
        PairedFolds folds = PairedFolds.Draw(Pictures(40, 3), Classes, count: 5, repeats: 2, seed: 1);

        Assert.Equal(3, folds.Count);
        Assert.Equal("3 folds are taken instead of 5, because the class 'few' has only 3 pictures.", Assert.Single(folds.Remarks));
    }

    [Theory]
    [InlineData(2, "The class 'few' has 2 pictures to compare by, and needs 3 at least")]
    [InlineData(0, "only one class")]
    public void Too_few_are_refused_in_a_sentence(int few, string part) =>
        Assert.Contains(part, Assert.Throws<DiscernException>(() => PairedFolds.Draw(Pictures(40, few), Classes, 5, 2, 1)).Message, StringComparison.Ordinal);

    internal static Example[] Pictures(int many, int few) =>
        [.. Enumerable.Range(0, many + few).Select(index => new Example($"{index}.png", index < many ? 0 : 1, Split.Train, Group: null))];
}
