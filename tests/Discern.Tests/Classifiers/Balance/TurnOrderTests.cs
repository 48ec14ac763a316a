using Discern.Classifiers.Balance;
using Discern.Compute.Random;

namespace Discern.Tests.Classifiers.Balance;

public sealed class TurnOrderTests
{
    [Fact]
    public void Classes_take_turns_and_members_of_a_class_come_equally_often()
    {
        int[] labels = [.. Enumerable.Range(0, 90).Select(example => example < 6 ? 1 : example < 30 ? 2 : 0)];
        int[] order = new int[90];
        var random = new Philox(1, 1);
        TurnOrder.Fill(order, labels, ref random);

        Assert.All(order.Chunk(3), turn => Assert.Equal([0, 1, 2], turn.Select(example => labels[example]).Order()));
        Assert.All(order.Where(example => labels[example] == 1).CountBy(example => example), pair => Assert.Equal(5, pair.Value));
        Assert.All(order.Where(example => labels[example] == 0).CountBy(example => example), pair => Assert.Equal(1, pair.Value));
    }
}
