using Discern.Classifiers.CrossValidation;
using FsCheck;
using FsCheck.Fluent;

namespace Discern.Tests.Classifiers.CrossValidation;

public sealed class StratifiedFoldsTests
{
    // Counts of rows by class, each at least 2.
    private static readonly Arbitrary<int[]> ClassCounts = Gen.Choose(2, 30).NonEmptyListOf().Select(counts => counts.ToArray()).ToArbitrary();
    private static readonly Arbitrary<int> FoldCounts = Gen.Choose(2, 12).ToArbitrary();

    [Fact]
    public void EveryRowIsHeldOutOnceAndEveryClassIsDealtEvenly() =>
        Prop.ForAll(ClassCounts, FoldCounts, (counts, wanted) =>
        {
            int[] labels = Labels(counts);
            StratifiedFolds folds = StratifiedFolds.Draw(labels, null, wanted, 7);
            Assert.Equal(Math.Min(wanted, counts.Min()), folds.Count);
            Assert.Equal(folds.Count < wanted, folds.Remarks.Count > 0);
            int[][] heldOut = [.. Enumerable.Range(0, folds.Count).Select(folds.HeldOut)];
            Assert.Equal(Enumerable.Range(0, labels.Length), heldOut.SelectMany(rows => rows).Order());
            for (int label = 0; label < counts.Length; label++)
            {
                int[] inFold = [.. heldOut.Select(rows => rows.Count(row => labels[row] == label))];
                Assert.True(inFold.Max() - inFold.Min() <= 1);
            }

            Assert.True(heldOut.Max(rows => rows.Length) - heldOut.Min(rows => rows.Length) <= 1);
            for (int fold = 0; fold < folds.Count; fold++)
            {
                Assert.Equal(Enumerable.Range(0, labels.Length).Except(heldOut[fold]), folds.Training(fold));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void NoGroupStraddlesAndNoFoldHoldsAllOfAClass() =>
        Prop.ForAll(Gen.Choose(20, 150).ToArbitrary(), Gen.Choose(10, 40).ToArbitrary(), FoldCounts, (rows, groups, wanted) =>
        {
            int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 3 == 0 ? 1 : 0)];
            string?[] names = [.. Enumerable.Range(0, rows).Select(row => row % 5 == 4 ? null : $"{row * 7 % groups}")];
            StratifiedFolds folds = StratifiedFolds.Draw(labels, names, wanted, 7);
            int[] foldOf = folds.FoldOf.ToArray();
            foreach (IGrouping<string, int> group in Enumerable.Range(0, rows).Where(row => names[row] is not null).GroupBy(row => names[row]!))
            {
                Assert.Single(group.Select(row => foldOf[row]).Distinct());
            }

            for (int fold = 0; fold < folds.Count; fold++)
            {
                Assert.NotEmpty(folds.HeldOut(fold));
                Assert.Equal([0, 1], folds.Training(fold).Select(row => labels[row]).Distinct().Order());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheSeedDecides()
    {
        int[] labels = Labels([40, 20]);
        int[] first = StratifiedFolds.Draw(labels, null, 5, 1).FoldOf.ToArray();
        Assert.Equal(first, StratifiedFolds.Draw(labels, null, 5, 1).FoldOf.ToArray());
        Assert.NotEqual(first, StratifiedFolds.Draw(labels, null, 5, 2).FoldOf.ToArray());
    }

    [Fact]
    public void AClassThatCannotBeHeldOutIsRefusedWithASentence()
    {
        var alone = Assert.Throws<DiscernException>(() => StratifiedFolds.Draw([0, 0, 0, 1], null, 3, 1));
        Assert.Contains("Class 1 has only 1 row", alone.Message, StringComparison.Ordinal);
        var oneGroup = Assert.Throws<DiscernException>(() => StratifiedFolds.Draw([0, 0, 1, 1], ["a", "b", "c", "c"], 3, 1));
        Assert.Contains("Class 1 has only 1 group", oneGroup.Message, StringComparison.Ordinal);
        Assert.Throws<DiscernException>(() => StratifiedFolds.Draw([], null, 3, 1));
    }

    private static int[] Labels(int[] counts) => [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];
}
