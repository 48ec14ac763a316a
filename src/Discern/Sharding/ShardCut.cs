using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Discern.Manifests;

namespace Discern.Sharding;

/// <summary>Walks all pictures of a work once and lets a shard's pictures through; what it walked past is summed up, so that shards of different lists are told apart.</summary>
internal sealed class ShardCut(ShardWork work, Shard shard, CancellationToken cancellation) : IDisposable
{
    private readonly IncrementalHash listing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many pictures of all shards were walked past.</summary>
    public long Listed { get; private set; }

    /// <summary>How many of them were let through.</summary>
    public long Taken { get; private set; }

    /// <summary>Of how many of them the file was read to find the shard.</summary>
    public long Hashed { get; private set; }

    /// <summary>The shard's pictures; to be walked once.</summary>
    public IEnumerable<ManifestEntry> Entries() => work.Entries().Where(IsOwn);

    /// <summary>The SHA-256 over path, class, split and key of everything that was walked past, in small hexadecimal digits; to be asked once, at the end.</summary>
    public string Fingerprint() => Convert.ToHexStringLower(listing.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => listing.Dispose();

    private bool IsOwn(ManifestEntry entry)
    {
        cancellation.ThrowIfCancellationRequested();
        ulong key = work.KeyOf(entry);
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(number, key);
        listing.AppendData(Encoding.UTF8.GetBytes($"{entry.Path}\0{entry.Category}\0{entry.Split}\0"));
        listing.AppendData(number);
        Listed++;
        Hashed += entry.Sha256 is null ? 1 : 0;
        bool isOwn = shard.Holds(key);
        Taken += isOwn ? 1 : 0;
        return isOwn;
    }
}
