using System.Collections.Concurrent;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The pictures of a data set at the network's size, decoded once and held in memory as far as the budget goes.</summary>
/// <remarks>A picture beyond the budget is decoded anew each time it is asked for: slower, and the same bits.</remarks>
internal sealed class PictureCache
{
    private readonly IReadOnlyList<string> paths;
    private readonly DecodeOptions options;
    private readonly Picture?[] held;
    private readonly ConcurrentDictionary<int, string> failures = new();

    private PictureCache(IReadOnlyList<string> paths, DecodeOptions options)
    {
        this.paths = paths;
        this.options = options;
        held = new Picture?[paths.Count];
    }

    /// <summary>Why pictures cannot be read, by index: known from the first reading, or lost since.</summary>
    public IReadOnlyDictionary<int, string> Failures => failures;

    /// <summary>How many pictures are held in memory.</summary>
    public int HeldCount => held.Count(picture => picture is not null);

    /// <summary>Memory for decoded pictures where nothing else is said: a third of the machine's, in bytes.</summary>
    public static long DefaultBudget => Machine.Read().MemoryBytes / 3;

    /// <summary>Decodes all pictures once, on all cores.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="network">Gives size and channels.</param>
    /// <param name="budget">Memory for the pictures, in bytes.</param>
    /// <param name="onDone">Is told how many pictures are done.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    public static PictureCache Read(
        IReadOnlyList<string> paths, NetworkDescription network, long budget, Action<int> onDone, CancellationToken cancellation)
    {
        var cache = new PictureCache(paths, OptionsFor(network));
        foreach (DecodedPicture decoded in new DecodingPipeline(cache.options).Decode(paths, cancellation))
        {
            if (decoded.Failure is { } failure)
            {
                cache.failures[decoded.Index] = failure.Reason;
            }
            else if (decoded.Picture!.Pixels.Length <= budget)
            {
                cache.held[decoded.Index] = decoded.Picture;
                budget -= decoded.Picture.Pixels.Length;
            }

            onDone(decoded.Index + 1);
        }

        return cache;
    }

    /// <summary>How pictures are decoded for a network.</summary>
    public static DecodeOptions OptionsFor(NetworkDescription network) =>
        new() { Width = network.Size, Height = network.Size, Grey = network.Channels == 1 };

    /// <summary>A picture; null where it cannot be read any more. Safe to call from many threads.</summary>
    public Picture? Find(int index)
    {
        if (held[index] is { } picture)
        {
            return picture;
        }

        try
        {
            return PictureDecoder.Decode(paths[index], options);
        }
        catch (UnreadablePictureException exception)
        {
            failures.TryAdd(index, exception.Reason);
            return null;
        }
    }
}
