using Discern.Datasets;
using FsCheck;
using FsCheck.Fluent;

namespace Discern.Tests.Datasets;

public sealed class SplitterTests
{
    private static readonly SplitShares Usual = new(0.7, 0.1, 0.2);

    // Sizes of groups by class: [[1, 1, 3], [2]] is a class of five pictures in three groups, and one of two in one group.
    private static readonly Arbitrary<int[][]> GroupSizes =
        Gen.Choose(1, 6).ListOf().Select(sizes => sizes.ToArray()).Where(sizes => sizes.Length > 0).ListOf().Select(classes => classes.ToArray()).Where(classes => classes.Length > 0).ToArbitrary();

    private static readonly Arbitrary<SplitShares> Shares =
        Gen.Choose(1, 20).SelectMany(_ => Gen.Choose(0, 20), (train, validation) => (train, validation))
            .SelectMany(_ => Gen.Choose(0, 20), (parts, test) => (parts.train, parts.validation, test, sum: (double)(parts.train + parts.validation + test)))
            .Select(parts => new SplitShares(parts.train / parts.sum, parts.validation / parts.sum, parts.test / parts.sum))
            .ToArbitrary();

    [Fact]
    public void EverySplitOfEveryClassIsWithinOneGroupOfWhatWasAsked() =>
        Prop.ForAll(GroupSizes, Shares, (classes, shares) =>
        {
            List<Example> examples = Grouped(classes);
            Split[] splits = Splitter.Assign(examples, shares, seed: 5);
            for (int label = 0; label < classes.Length; label++)
            {
                int total = classes[label].Sum();
                foreach (Split split in Enum.GetValues<Split>())
                {
                    int count = examples.Where((example, i) => example.Label == label && splits[i] == split).Count();
                    double off = Math.Abs(count - (shares[split] * total));
                    Assert.True(off < classes[label].Max() + 1e-6, $"{split} of class {label}: {count} of {total}, asked {shares[split]}");
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WithoutGroupsEverySplitOfEveryClassIsWithinOnePictureOfWhatWasAsked() =>
        Prop.ForAll(GroupSizes, Shares, (classes, shares) =>
        {
            List<Example> examples = [.. Grouped(classes).Select(example => example with { Group = null })];
            Split[] splits = Splitter.Assign(examples, shares, seed: 6);
            for (int label = 0; label < classes.Length; label++)
            {
                foreach (Split split in Enum.GetValues<Split>())
                {
                    int count = examples.Where((example, i) => example.Label == label && splits[i] == split).Count();
                    Assert.True(Math.Abs(count - (shares[split] * classes[label].Sum())) < 1 + 1e-6);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void NoGroupStraddlesEvenWhereItHoldsSeveralClasses() =>
        Prop.ForAll(Gen.Choose(1, 120).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (pictures, groups) =>
        {
            List<Example> examples = [.. Enumerable.Range(0, pictures).Select(i => new Example($"{i}", i % 3, Split.Train, $"{i * 7 % groups}"))];
            Split[] splits = Splitter.Assign(examples, Usual, seed: 2);
            Assert.All(examples.Zip(splits).GroupBy(pair => pair.First.Group), group => Assert.Single(group.Select(pair => pair.Second).Distinct()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheOrderOfFilesDoesNotMatter() =>
        Prop.ForAll(GroupSizes, classes =>
        {
            List<Example> examples = Grouped(classes);
            List<Example> turned = [.. examples.AsEnumerable().Reverse()];
            Assert.Equal(Splitter.Assign(examples, Usual, seed: 3), Splitter.Assign(turned, Usual, seed: 3).Reverse());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnotherSeedGivesAnotherSplit()
    {
        List<Example> examples = [.. Grouped([[.. Enumerable.Repeat(1, 100)], [.. Enumerable.Repeat(1, 100)]])];
        Assert.Equal(Splitter.Assign(examples, Usual, seed: 1), Splitter.Assign(examples, Usual, seed: 1));
        Assert.NotEqual(Splitter.Assign(examples, Usual, seed: 1), Splitter.Assign(examples, Usual, seed: 2));
    }

    [Fact]
    public void ManySmallClassesStillFillEverySplit()
    {
        List<Example> examples = Grouped([.. Enumerable.Repeat(new[] { 1, 1, 1, 1 }, 100)]);
        Split[] splits = Splitter.Assign(examples, Usual, seed: 1);
        Assert.InRange(splits.Count(split => split == Split.Train), 279, 281);
        Assert.InRange(splits.Count(split => split == Split.Test), 79, 81);
        Assert.InRange(splits.Count(split => split == Split.Validation), 39, 41);
    }

    private static List<Example> Grouped(int[][] classes) =>
    [
        .. classes.SelectMany((groups, label) => groups.SelectMany((size, group) =>
            Enumerable.Range(0, size).Select(i => new Example($"{label}/{group}-{i}", label, Split.Train, $"{label}-{group}")))),
    ];
}
