using Discern.Neural.Training.Distributed;

namespace Discern.Neural.Tests.Training.Distributed;

public sealed class GatheringTests
{
    [Fact]
    public void Bytes_of_any_number_come_from_everybody() => InProcessGroup.Run(3, communicator =>
    {
        byte[][] all = communicator.GatherAll(new byte[communicator.Rank * 2]);

        Assert.Equal([0, 2, 4], all.Select(theirs => theirs.Length));
    });

    [Theory]
    [InlineData(7)]
    [InlineData(2)]
    [InlineData(0)]
    public void A_table_is_completed_by_everybodys_rows(int rows) => InProcessGroup.Run(3, communicator =>
    {
        const int Columns = 2;
        var table = new float[rows * Columns];
        ExchangeSlice own = ExchangeSlice.Of(rows, communicator.Rank, communicator.Size);
        for (int index = own.Start * Columns; index < (own.Start + own.Count) * Columns; index++)
        {
            table[index] = index + 1;
        }

        communicator.GatherRows(table, Columns);

        Assert.Equal(Enumerable.Range(1, rows * Columns).Select(value => (float)value), table);
    });
}
