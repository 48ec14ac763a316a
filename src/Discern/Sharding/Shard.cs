using System.Globalization;

namespace Discern.Sharding;

/// <summary>One of several parts of a work, counted from 0 as Slurm, Kubernetes and MPI count: 0/64 is the first of 64, 63/64 the last.</summary>
public readonly record struct Shard
{
    /// <summary>The most parts that a work is cut into.</summary>
    public const int MostShards = 1_000_000;

    /// <summary>Names a part.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="count">Of how many, 1 to <see cref="MostShards"/>.</param>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    public Shard(int index, int count)
    {
        if (count is < 1 or > MostShards)
        {
            throw new ArgumentException($"A work cannot be cut into {count} shards. Cut it into 1 to {MostShards:N0}, such as --shard 0/64.");
        }

        if (index < 0 || index >= count)
        {
            throw new ArgumentException($"There is no shard {index}/{count}: shards count from 0, so that the first of {count} is 0/{count} and the last {count - 1}/{count}.");
        }

        (Index, Count) = (index, count);
    }

    /// <summary>Which part, from 0.</summary>
    public int Index { get; }

    /// <summary>Of how many.</summary>
    public int Count { get; }

    /// <summary>The name of the folder that holds what it wrote.</summary>
    public string FolderName => $"shard-{Index}-of-{Count}";

    /// <summary>The part that a folder's name tells; null where it is no such name.</summary>
    public static Shard? OfFolder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split('-');
        return parts is ["shard", var index, "of", var count]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int which)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int all)
            && all is >= 1 and <= MostShards && which < all
            ? new Shard(which, all)
            : null;
    }

    /// <summary>Whether a key falls into this part: the range of all keys is cut into equal pieces.</summary>
    /// <param name="key">Spread evenly over all 64 bits, as the beginning of a digest is.</param>
    public bool Holds(ulong key) => Math.BigMul(key, (ulong)Count, out _) == (ulong)Index;

    /// <inheritdoc/>
    public override string ToString() => $"{Index}/{Count}";
}
