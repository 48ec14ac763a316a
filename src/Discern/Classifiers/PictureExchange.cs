using Discern.Imaging;
using Discern.Neural.Training.Distributed;

namespace Discern.Classifiers;

/// <summary>Brings the pictures that each process has decoded to the others, so that none is decoded twice.</summary>
/// <remarks>
/// A picture of 120×120 takes some thousand times as long to decode as to copy. They travel block by block, so that little memory is taken beside
/// the cache's own, until all have arrived or nobody has room for more.
/// </remarks>
/// <param name="communicator">The processes.</param>
/// <param name="size">Width and height of a picture.</param>
/// <param name="channels">Its channels.</param>
internal sealed class PictureExchange(ICommunicator communicator, int size, int channels)
{
    private const int BlockBytes = 1 << 20;

    private readonly int pictureBytes = size * size * channels;

    /// <summary>Runs it; all processes do, for as many pictures.</summary>
    /// <param name="count">Pictures in all, of which each process has those of its <see cref="ExchangeSlice"/>.</param>
    /// <param name="find">A picture of this process's; null where it has none.</param>
    /// <param name="hold">Takes a picture of another process, and says whether there was room for it.</param>
    /// <exception cref="DiscernException">Another process has failed or is lost.</exception>
    public void Run(int count, Func<int, Picture?> find, Func<int, Picture, bool> hold)
    {
        int places = Math.Max(1, BlockBytes / pictureBytes);
        int longest = Enumerable.Range(0, communicator.Size).Max(rank => SliceOf(count, rank).Count);
        byte[] own = new byte[1 + (places * (1 + pictureBytes))];
        byte[] all = new byte[own.Length * communicator.Size];
        bool hasRoom = true;
        for (int done = 0; done < longest; done += places)
        {
            Write(own, hasRoom, SliceOf(count, communicator.Rank), done, find);
            communicator.AllGather(own, all);
            bool hasAnybodyRoom = false;
            for (int rank = 0; rank < communicator.Size; rank++)
            {
                ReadOnlySpan<byte> block = all.AsSpan(rank * own.Length, own.Length);
                hasAnybodyRoom |= block[0] != 0;
                hasRoom = hasRoom && (rank == communicator.Rank || Read(block, SliceOf(count, rank), done, hold));
            }

            if (!hasAnybodyRoom)
            {
                return;
            }
        }
    }

    private ExchangeSlice SliceOf(int count, int rank) => ExchangeSlice.Of(count, rank, communicator.Size);

    // A byte says whether the sender has room; another for each picture whether it is there, with its pixels behind it.
    private void Write(Span<byte> block, bool hasRoom, ExchangeSlice slice, int done, Func<int, Picture?> find)
    {
        block.Clear();
        block[0] = hasRoom ? (byte)1 : (byte)0;
        Span<byte> rest = block[1..];
        for (int place = done; place < slice.Count && rest.Length > 0; place++)
        {
            if (find(slice.Start + place) is { } picture)
            {
                rest[0] = 1;
                picture.Pixels.CopyTo(rest[1..]);
            }

            rest = rest[(1 + pictureBytes)..];
        }
    }

    private bool Read(ReadOnlySpan<byte> block, ExchangeSlice slice, int done, Func<int, Picture, bool> hold)
    {
        bool hasRoom = true;
        ReadOnlySpan<byte> rest = block[1..];
        for (int place = done; place < slice.Count && rest.Length > 0; place++)
        {
            hasRoom &= rest[0] == 0 || hold(slice.Start + place, new Picture(size, size, channels, rest.Slice(1, pictureBytes).ToArray()));
            rest = rest[(1 + pictureBytes)..];
        }

        return hasRoom;
    }
}
