using System.Runtime.InteropServices;

namespace Discern.Neural.Training.Distributed;

/// <summary>What processes tell each other beside training.</summary>
public static class Gathering
{
    /// <summary>Brings everybody's bytes to everybody, however many each has.</summary>
    /// <param name="communicator">The processes.</param>
    /// <param name="own">This process's.</param>
    /// <returns>One array for each rank.</returns>
    /// <exception cref="DiscernException">Another process has failed or is lost.</exception>
    public static byte[][] GatherAll(this ICommunicator communicator, ReadOnlySpan<byte> own)
    {
        ArgumentNullException.ThrowIfNull(communicator);
        int[] lengths = new int[communicator.Size];
        communicator.AllGather(MemoryMarshal.AsBytes([own.Length]), MemoryMarshal.AsBytes(lengths.AsSpan()));
        int longest = lengths.Max();
        byte[] sent = new byte[longest];
        own.CopyTo(sent);
        byte[] all = new byte[checked(longest * communicator.Size)];
        communicator.AllGather(sent, all);
        return [.. lengths.Select((length, rank) => all.AsSpan(rank * longest, length).ToArray())];
    }

    /// <summary>Completes a table of which each rank has computed the rows of its <see cref="ExchangeSlice"/>.</summary>
    /// <param name="communicator">The processes.</param>
    /// <param name="table">Rows × columns; of the same size in each.</param>
    /// <param name="columns">Numbers of a row, 1 or more.</param>
    /// <exception cref="DiscernException">Another process has failed or is lost.</exception>
    public static void GatherRows(this ICommunicator communicator, Span<float> table, int columns)
    {
        ArgumentNullException.ThrowIfNull(communicator);
        int rows = table.Length / columns;
        ExchangeSlice own = ExchangeSlice.Of(rows, communicator.Rank, communicator.Size);
        byte[][] all = communicator.GatherAll(MemoryMarshal.AsBytes(table.Slice(own.Start * columns, own.Count * columns)));
        for (int rank = 0; rank < all.Length; rank++)
        {
            int start = ExchangeSlice.Of(rows, rank, communicator.Size).Start;
            MemoryMarshal.Cast<byte, float>(all[rank]).CopyTo(table[(start * columns)..]);
        }
    }
}
