using Discern.Datasets;

namespace Discern.Manifests;

/// <summary>A picture of a manifest.</summary>
/// <param name="Position">Its place in the manifest, from 0.</param>
/// <param name="File">Where it lies, beginning as the manifest was named.</param>
/// <param name="Path">Where it lies in the manifest's folder, with forward slashes.</param>
/// <param name="Category">Its class, as a folder's name or the table tells it; empty where neither does.</param>
/// <param name="Split">Its split; null where none is given.</param>
/// <param name="Sha256">The SHA-256 of its bytes in small hexadecimal digits; null where nobody wrote it down.</param>
/// <param name="Fields">All fields of its row, in the order of <see cref="Manifest.Columns"/>.</param>
public sealed record ManifestEntry(long Position, string File, string Path, string Category, Split? Split, string? Sha256, IReadOnlyList<string> Fields);
