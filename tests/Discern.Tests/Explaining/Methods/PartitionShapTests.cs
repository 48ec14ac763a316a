using Discern.Explaining.Masking;
using Discern.Explaining.Methods;
using Discern.Imaging;

namespace Discern.Tests.Explaining.Methods;

public sealed class PartitionShapTests
{
    // Any function of a set of pixels will do that is neither additive nor symmetric.
    private static double Worth(int set, int seed) => Math.Sin((set * 1.7) + seed) + (System.Numerics.BitOperations.PopCount((uint)set) * 0.3);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(1, 5)]
    public void With_enough_evaluations_the_values_are_Owens(int width, int height)
    {
        SharedOut shared = new PartitionShap(Game(width), width, height).Explain(evaluations: 100_000);

        double[][] expected = [.. Enumerable.Range(0, 2).Select(seed => Owen(width, height, set => Worth(set, seed)))];
        for (int seed = 0; seed < 2; seed++)
        {
            Assert.Equal(Worth(0, seed), shared.Base[seed], 12);
            for (int pixel = 0; pixel < width * height; pixel++)
            {
                Assert.Equal(expected[seed][pixel], shared.Values[seed][pixel], 12);
            }
        }
    }

    [Fact]
    public void Of_two_pixels_the_values_are_Shapleys()
    {
        SharedOut shared = new PartitionShap(Game(2), 2, 1).Explain(evaluations: 100);

        double first = (Worth(1, 0) - Worth(0, 0) + Worth(3, 0) - Worth(2, 0)) / 2;
        Assert.Equal(first, shared.Values[0][0], 12);
        Assert.Equal(Worth(3, 0) - Worth(0, 0) - first, shared.Values[0][1], 12);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(99)]
    public void Whatever_the_number_of_evaluations_it_adds_up_and_is_not_exceeded(int evaluations)
    {
        int asked = 0;
        Game game = Game(5);
        SharedOut shared = new PartitionShap(
            coalitions =>
            {
                asked += coalitions.Count;
                return game(coalitions);
            },
            width: 5,
            height: 5).Explain(evaluations);

        Assert.InRange(asked, 4, evaluations);
        for (int seed = 0; seed < 2; seed++)
        {
            Assert.Equal(shared.Output[seed], shared.Base[seed] + shared.Values[seed].Sum(), 9);
        }
    }

    [Fact]
    public void What_is_shown_on_the_way_adds_up_gets_finer_and_changes_nothing()
    {
        var shown = new List<SharedOut>();
        SharedOut watched = new PartitionShap(Game(6), 6, 5).Explain(evaluations: 300, shown.Add);
        SharedOut unwatched = new PartitionShap(Game(6), 6, 5).Explain(evaluations: 300);

        Assert.InRange(shown.Count, 3, 4); // from 32 on, each time with twice as many
        Assert.Equal(unwatched.Values, watched.Values);
        Assert.All(shown, shared => Assert.Equal(shared.Output[0], shared.Base[0] + shared.Values[0].Sum(), 9));
        int[] different = [.. shown.Append(watched).Select(shared => shared.Values[0].Distinct().Count())];
        Assert.Equal(different.Order(), different);
        Assert.True(different[^1] > different[0]);
    }

    private static Game Game(int width) => coalitions =>
        [.. coalitions.Select(coalition => SetOf(coalition, width)).Select(set => new[] { Worth(set, 0), Worth(set, 1) })];

    private static int SetOf(Coalition? coalition, int width)
    {
        int set = 0;
        foreach (PictureArea area in Coalition.Areas(coalition))
        {
            for (int row = area.Top; row < area.Bottom; row++)
            {
                for (int column = area.Left; column < area.Right; column++)
                {
                    Assert.Equal(0, set & (1 << ((row * width) + column)));
                    set |= 1 << ((row * width) + column);
                }
            }
        }

        return set;
    }

    /// <summary>By definition: the mean of what a pixel adds over all orders in which the two halves of every rectangle come one after the other.</summary>
    private static double[] Owen(int width, int height, Func<int, double> worth)
    {
        double[] values = new double[width * height];
        int[][] orders = [.. Orders(new PictureArea(0, 0, width, height), width)];
        foreach (int[] order in orders)
        {
            int set = 0;
            foreach (int pixel in order)
            {
                values[pixel] += (worth(set | (1 << pixel)) - worth(set)) / orders.Length;
                set |= 1 << pixel;
            }
        }

        return values;
    }

    private static IEnumerable<int[]> Orders(PictureArea area, int width)
    {
        if (area is { Width: 1, Height: 1 })
        {
            return [[(area.Top * width) + area.Left]];
        }

        (PictureArea first, PictureArea second) = area.Width > area.Height
            ? (area with { Width = area.Width / 2 }, area with { Left = area.Left + (area.Width / 2), Width = area.Width - (area.Width / 2) })
            : (area with { Height = area.Height / 2 }, area with { Top = area.Top + (area.Height / 2), Height = area.Height - (area.Height / 2) });
        int[][] others = [.. Orders(second, width)];
        return Orders(first, width).SelectMany(own => others.SelectMany(other => new int[][] { [.. own, .. other], [.. other, .. own] }));
    }
}
