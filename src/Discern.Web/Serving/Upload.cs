using System.Buffers;
using Discern.Serving;

namespace Discern.Web.Serving;

/// <summary>The pictures of a request, in memory that is borrowed until this is disposed of.</summary>
internal sealed class Upload(UploadBudget budget) : IDisposable
{
    private readonly List<byte[]> _borrowed = [];
    private readonly List<EncodedPicture> _pictures = [];

    /// <summary>The pictures, in the order of the request.</summary>
    public IReadOnlyList<EncodedPicture> Pictures => _pictures;

    /// <summary>Adds a picture.</summary>
    public void Add(string? name, ReadOnlyMemory<byte> contents) =>
        _pictures.Add(new EncodedPicture(UploadName.Of(name, _pictures.Count), contents));

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="length">How long it says it is; null where it does not.</param>
    /// <param name="maximumBytes">The most that is read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ApiFailure">It is longer, or too much is held for others.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, long? length, long maximumBytes, CancellationToken cancellationToken)
    {
        const int FirstBytes = 64 << 10;
        var buffer = Borrow((int)Math.Min(length ?? FirstBytes, maximumBytes) + 1);
        var count = 0;
        while (await body.ReadAsync(buffer.AsMemory(count), cancellationToken) is > 0 and var read)
        {
            count += read;
            if (count > maximumBytes)
            {
                throw ApiFailure.TooLarge(maximumBytes);
            }

            if (count == buffer.Length)
            {
                var larger = Borrow((int)Math.Min(2L * count, maximumBytes + 1));
                buffer.AsSpan(0, count).CopyTo(larger);
                GiveBack(buffer);
                buffer = larger;
            }
        }

        return buffer.AsMemory(0, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in _borrowed.ToArray())
        {
            GiveBack(buffer);
        }
    }

    private byte[] Borrow(int length)
    {
        if (!budget.TryTake(length))
        {
            throw ApiFailure.Busy();
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        budget.Add(buffer.Length - length);
        _borrowed.Add(buffer);
        return buffer;
    }

    private void GiveBack(byte[] buffer)
    {
        _borrowed.Remove(buffer);
        budget.Add(-buffer.Length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
