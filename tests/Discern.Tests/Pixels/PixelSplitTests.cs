using Discern.Pixels;

namespace Discern.Tests.Pixels;

public sealed class PixelSplitTests
{
    [Fact]
    public void At_random_every_pixel_is_on_one_side_and_copies_on_both()
    {
        PixelTable table = SampleColours.Table(count: 500);

        var split = PixelSplit.Random(table, 0.2, seed: 1);

        Assert.Equal(table.Total, split.Training.Total + split.Test.Total);
        Assert.InRange(split.Test.Total / (double)table.Total, 0.18, 0.22);
        Assert.NotEmpty(split.Training.Rows.Select(row => row.Colour).Intersect(split.Test.Rows.Select(row => row.Colour)));
    }

    [Fact]
    public void Groups_stay_together_and_every_class_gives_its_share()
    {
        PixelTable table = SampleColours.Table(count: 2000);

        var split = PixelSplit.Grouped(table, 0.2, seed: 1);

        Assert.Equal(table.Total, split.Training.Total + split.Test.Total);
        Assert.Empty(split.Training.Rows.Select(row => row.Group).Intersect(split.Test.Rows.Select(row => row.Group)));
        long[] all = table.ClassCounts();
        Assert.All(split.Test.ClassCounts().Index(), count => Assert.InRange(count.Item / (double)all[count.Index], 0.15, 0.25));
    }

    [Fact]
    public void The_same_seed_gives_the_same_split()
    {
        PixelTable table = SampleColours.Table(count: 300);

        Assert.Equal(PixelSplit.Grouped(table, 0.3, seed: 4).Test.Rows, PixelSplit.Grouped(table, 0.3, seed: 4).Test.Rows);
        Assert.NotEqual(PixelSplit.Grouped(table, 0.3, seed: 4).Test.Rows, PixelSplit.Grouped(table, 0.3, seed: 5).Test.Rows);
        Assert.Equal(PixelSplit.Random(table, 0.3, seed: 4).Test.Rows, PixelSplit.Random(table, 0.3, seed: 4).Test.Rows);
    }

    [Fact]
    public void Too_few_groups_are_refused()
    {
        var table = new PixelTable(["a", "b"], [new(new Colour(1), 0, 0, 5), new(new Colour(2), 1, 0, 5)], PixelGrouping.Picture);

        Assert.Contains("too few pictures", Assert.Throws<DiscernException>(() => PixelSplit.Grouped(table, 0.2, seed: 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelSplit.Random(table, 1, seed: 1));
    }
}
