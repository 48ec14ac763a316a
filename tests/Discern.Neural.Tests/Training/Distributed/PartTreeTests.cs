using Discern.Neural.Training.Distributed;

namespace Discern.Neural.Tests.Training.Distributed;

public sealed class PartTreeTests
{
    [Fact]
    public void Every_rank_computes_one_branch_and_every_part_has_one_rank()
    {
        for (int parts = 1; parts <= 40; parts++)
        {
            HashSet<(int, int)> branches = [.. Branches(0, parts)];
            for (int size = 1; size <= parts; size++)
            {
                int next = 0;
                for (int rank = 0; rank < size; rank++)
                {
                    (int first, int end) = PartTree.PartsOf(rank, size, parts);
                    Assert.Equal(next, first);
                    Assert.True(branches.Contains((first, end)), $"{first}–{end} of {parts} is no branch of the tree");
                    next = end;
                }

                Assert.Equal(parts, next);
            }
        }
    }

    [Fact]
    public void Parts_differ_by_one_example_at_most_and_may_be_empty()
    {
        int[] sizes = [.. Enumerable.Range(0, 4).Select(part => PartTree.Examples(10, part, 4)).Select(part => part.End - part.First)];
        int[] few = [.. Enumerable.Range(0, 4).Select(part => PartTree.Examples(2, part, 4)).Select(part => part.End - part.First)];

        Assert.Equal([2, 3, 2, 3], sizes);
        Assert.Equal([0, 1, 0, 1], few);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void Depth_counts_halvings(int parts, int depth) => Assert.Equal(depth, PartTree.Depth(parts));

    private static IEnumerable<(int First, int End)> Branches(int first, int end)
    {
        int middle = PartTree.Middle(first, end);
        return end - first == 1 ? [(first, end)] : [(first, end), .. Branches(first, middle), .. Branches(middle, end)];
    }
}
