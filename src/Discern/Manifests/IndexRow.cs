using System.Security.Cryptography;
using Discern.Imaging;

namespace Discern.Manifests;

/// <summary>A row of a table with digests: the fields that a manifest has, and <c>sha256</c>.</summary>
/// <param name="Fields">In the order of <see cref="Columns"/>; the digest is empty where the file cannot be read.</param>
/// <param name="Failure">Why it cannot be read, as a sentence; null where it can, or need not be.</param>
internal sealed record IndexRow(string[] Fields, string? Failure)
{
    private const string DigestColumn = "sha256";

    /// <summary>The columns for a manifest: its own, and <c>sha256</c> behind them where it has none.</summary>
    public static string[] Columns(Manifest manifest) =>
        manifest.Columns.Contains(DigestColumn, StringComparer.Ordinal) ? [.. manifest.Columns] : [.. manifest.Columns, DigestColumn];

    /// <summary>The row of an entry; its file is read unless its digest is known.</summary>
    public static IndexRow Of(ManifestEntry entry, IReadOnlyList<string> columns)
    {
        string? failure = null;
        string digest = entry.Sha256 ?? "";
        if (entry.Sha256 is null)
        {
            try
            {
                using FileStream file = RegularFile.OpenRead(entry.File);
                digest = Convert.ToHexStringLower(SHA256.HashData(file));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                failure = $"'{entry.File}' cannot be read: {exception.Message.TrimEnd('.')}.";
            }
        }

        string[] fields = new string[columns.Count];
        for (int column = 0; column < fields.Length; column++)
        {
            fields[column] = columns[column] is DigestColumn ? digest : entry.Fields[column];
        }

        return new IndexRow(fields, failure);
    }
}
