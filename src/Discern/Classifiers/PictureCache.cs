using System.Collections.Concurrent;
using System.Text.Json;
using Discern.Imaging;
using Discern.Neural.Training.Distributed;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The pictures of a data set at the network's size, decoded once and held in memory as far as the budget goes, the others on disk.</summary>
/// <remarks>A picture that has room in neither is decoded anew each time it is asked for: slower, and the same bits.</remarks>
internal sealed class PictureCache : IDisposable
{
    private readonly IReadOnlyList<string> paths;
    private readonly DecodeOptions options;
    private readonly Picture?[] held;
    private readonly PictureScratch? scratch;
    private readonly ConcurrentDictionary<int, string> failures = new();
    private long budget;

    private PictureCache(IReadOnlyList<string> paths, NetworkDescription network, CnnOptions options)
    {
        budget = options.CacheBytes ?? DefaultBudget;
        this.paths = paths;
        this.options = OptionsFor(network);
        held = new Picture?[paths.Count];
        scratch = Scratch(network, options);
    }

    /// <summary>Why pictures cannot be read, by index: known from the first reading, or lost since.</summary>
    public IReadOnlyDictionary<int, string> Failures => failures;

    /// <summary>How many pictures are held in memory.</summary>
    public int HeldCount => held.Count(picture => picture is not null);

    /// <summary>Room on the disk for the pictures that memory has no room for, in bytes; 0 where there are none, or no room.</summary>
    public long DiskBytes => scratch?.Capacity ?? 0;

    /// <summary>How many pictures are decoded anew although they were to have room on the disk, and why, as a sentence; null where none is.</summary>
    public string? Remark
    {
        get
        {
            int count = scratch is null ? 0 : Enumerable.Range(0, paths.Count).Count(IsDecodedAnew);
            string reason = scratch?.Trouble is { } trouble ? $": {trouble.TrimEnd('.')}" : "";
            return count == 0 ? null : $"{count} of {paths.Count} pictures have room neither in memory nor on the disk, and are decoded anew in every epoch{reason}.";
        }
    }

    /// <summary>Memory for decoded pictures where nothing else is said: a third of the machine's, in bytes.</summary>
    public static long DefaultBudget => Machine.Read().MemoryBytes / 3;

    /// <summary>Decodes all pictures once, on all cores; processes that train together decode a share each, and give it to the others.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="network">Gives size and channels.</param>
    /// <param name="options">Gives the room for pictures, and the processes.</param>
    /// <param name="onDone">Is told how many pictures are done.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    public static PictureCache Read(
        IReadOnlyList<string> paths, NetworkDescription network, CnnOptions options, Action<int> onDone, CancellationToken cancellation)
    {
        var cache = new PictureCache(paths, network, options);
        try
        {
            cache.Decode(ExchangeSlice.Of(paths.Count, options.Communicator?.Rank ?? 0, options.Communicator?.Size ?? 1), onDone, cancellation);
            cache.ShareFailures(options.Communicator);
            cache.SharePictures(options.Communicator, network);
            return cache;
        }
        catch
        {
            cache.Dispose();
            throw;
        }
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
        if (Kept(index) is { } picture)
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

    public void Dispose() => scratch?.Dispose();

    // Null where all pictures fit into memory, or none is to lie on the disk.
    private PictureScratch? Scratch(NetworkDescription network, CnnOptions options)
    {
        long pictureBytes = network.Size * network.Size * network.Channels;
        long beyond = Math.Max(0, paths.Count - (budget / pictureBytes)) * pictureBytes;
        return beyond == 0 || options.DiskCacheBytes == 0 ? null : PictureScratch.Open(options, network, paths.Count, beyond);
    }

    private void Decode(ExchangeSlice share, Action<int> onDone, CancellationToken cancellation)
    {
        string[] own = [.. paths.Skip(share.Start).Take(share.Count)];
        foreach (DecodedPicture decoded in new DecodingPipeline(options).Decode(own, cancellation))
        {
            if (decoded.Failure is { } failure)
            {
                failures[share.Start + decoded.Index] = failure.Reason;
            }
            else
            {
                Hold(share.Start + decoded.Index, decoded.Picture!);
            }

            onDone((int)((long)(decoded.Index + 1) * paths.Count / share.Count));
        }
    }

    private Picture? Kept(int index) => held[index] ?? scratch?.Find(index);

    private bool IsDecodedAnew(int index) => held[index] is null && scratch?.Has(index) is not true && !failures.ContainsKey(index);

    private void SharePictures(ICommunicator? communicator, NetworkDescription network)
    {
        if (communicator is not null)
        {
            new PictureExchange(communicator, network.Size, network.Channels).Run(paths.Count, Kept, Hold);
        }
    }

    // Whether there was room for it.
    private bool Hold(int index, Picture picture) => HoldInMemory(index, picture) || (scratch?.Hold(index, picture) ?? false);

    private bool HoldInMemory(int index, Picture picture)
    {
        bool fits = Interlocked.Add(ref budget, -picture.Pixels.Length) >= 0;
        if (!fits || Interlocked.CompareExchange(ref held[index], picture, null) is not null)
        {
            Interlocked.Add(ref budget, picture.Pixels.Length);
        }

        return fits;
    }
}
