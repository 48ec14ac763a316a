using System.Collections.Concurrent;
using System.Text.Json;
using Discern.Imaging;
using Discern.Neural.Training.Distributed;
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
    private long budget;

    private PictureCache(IReadOnlyList<string> paths, DecodeOptions options, long budget)
    {
        this.budget = budget;
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

    /// <summary>Decodes all pictures once, on all cores; processes that train together decode a share each, and give it to the others.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="network">Gives size and channels.</param>
    /// <param name="budget">Memory for the pictures, in bytes.</param>
    /// <param name="communicator">The processes; null for this one alone.</param>
    /// <param name="onDone">Is told how many pictures are done.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    public static PictureCache Read(
        IReadOnlyList<string> paths, NetworkDescription network, long budget, ICommunicator? communicator, Action<int> onDone, CancellationToken cancellation)
    {
        var cache = new PictureCache(paths, OptionsFor(network), budget);
        ExchangeSlice share = ExchangeSlice.Of(paths.Count, communicator?.Rank ?? 0, communicator?.Size ?? 1);
        string[] own = [.. paths.Skip(share.Start).Take(share.Count)];
        foreach (DecodedPicture decoded in new DecodingPipeline(cache.options).Decode(own, cancellation))
        {
            if (decoded.Failure is { } failure)
            {
                cache.failures[share.Start + decoded.Index] = failure.Reason;
            }
            else
            {
                cache.Hold(share.Start + decoded.Index, decoded.Picture!);
            }

            onDone((int)((long)(decoded.Index + 1) * paths.Count / share.Count));
        }

        cache.ShareFailures(communicator);
        cache.SharePictures(communicator, network);
        return cache;
    }

    /// <summary>Tells other processes which pictures cannot be read, and learns it from them.</summary>
    public void ShareFailures(ICommunicator? communicator)
    {
        if (communicator is null)
        {
            return;
        }

        foreach (byte[] theirs in communicator.GatherAll(JsonSerializer.SerializeToUtf8Bytes(failures)))
        {
            foreach ((int index, string reason) in JsonSerializer.Deserialize<Dictionary<int, string>>(theirs)!)
            {
                failures.TryAdd(index, reason);
            }
        }
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
            Picture decoded = PictureDecoder.Decode(paths[index], options);
            Hold(index, decoded);
            return decoded;
        }
        catch (UnreadablePictureException exception)
        {
            failures.TryAdd(index, exception.Reason);
            return null;
        }
    }

    private void SharePictures(ICommunicator? communicator, NetworkDescription network)
    {
        if (communicator is not null)
        {
            new PictureExchange(communicator, network.Size, network.Channels).Run(paths.Count, index => held[index], Hold);
        }
    }

    // Whether there was room for it.
    private bool Hold(int index, Picture picture)
    {
        bool fits = Interlocked.Add(ref budget, -picture.Pixels.Length) >= 0;
        if (!fits || Interlocked.CompareExchange(ref held[index], picture, null) is not null)
        {
            Interlocked.Add(ref budget, picture.Pixels.Length);
        }

        return fits;
    }
}
