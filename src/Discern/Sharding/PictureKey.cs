using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Discern.Imaging;
using Discern.Manifests;

namespace Discern.Sharding;

/// <summary>The number by which a picture falls into a shard: the first eight bytes of a SHA-256.</summary>
internal static class PictureKey
{
    /// <summary>Of its bytes: as its manifest wrote them down, else the file is read. Of the path where the file cannot be read.</summary>
    public static ulong OfContents(ManifestEntry entry)
    {
        if (entry.Sha256 is { } digest)
        {
            return ulong.Parse(digest.AsSpan(0, 16), System.Globalization.NumberStyles.AllowHexSpecifier);
        }

        try
        {
            using FileStream file = RegularFile.OpenRead(entry.File);
            return First(SHA256.HashData(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return OfPath(entry); // some shard has to say so
        }
    }

    /// <summary>Of its path, where contents are what is to be found out.</summary>
    public static ulong OfPath(ManifestEntry entry) => First(SHA256.HashData(Encoding.UTF8.GetBytes(entry.Path)));

    private static ulong First(ReadOnlySpan<byte> digest) => BinaryPrimitives.ReadUInt64BigEndian(digest);
}
