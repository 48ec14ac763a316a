using CsvHelper;
using Discern.Runs;

namespace Discern.Manifests;

/// <summary>Writes a manifest down as a table with the SHA-256 of every picture, by which shards are cut without reading a file.</summary>
/// <example><code>
/// PictureIndex.Write(Manifest.Open("pictures"), "pictures/index.csv", shuffle: null, (entry, failure) => { });
/// </code></example>
public static class PictureIndex
{
    /// <summary>What to do with a table that was written elsewhere than beside its pictures, as a sentence.</summary>
    /// <param name="root">The folder of the pictures.</param>
    public static string PlaceRemark(string root) => $"The table's paths are from '{root}': put it into that folder to give it in place of the folder.";

    /// <summary>Writes the table: all columns that the manifest has, and <c>sha256</c>.</summary>
    /// <param name="manifest">The pictures; a file is read where its digest is not known.</param>
    /// <param name="path">The table; its folder exists. A file of that name is replaced.</param>
    /// <param name="shuffle">The seed of a random order of the rows; null for the manifest's own order.</param>
    /// <param name="onPicture">Is told each picture, and why its file cannot be read, or null.</param>
    /// <param name="cancellation">Stops between pictures; nothing is then written.</param>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="DiscernException">The manifest cannot be read, or the table not be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static long Write(Manifest manifest, string path, ulong? shuffle, Action<ManifestEntry, string?> onPicture, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(onPicture);
        long rows = 0;
        AtomicFile.Write(path, stream =>
        {
            using var record = new MemoryStream();
            using var csv = CsvWriter.Create(record, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            using RowShuffle? order = shuffle is { } seed ? new RowShuffle(seed, Path.GetDirectoryName(Path.GetFullPath(path))!) : null;
            string[] columns = IndexRow.Columns(manifest);
            stream.Write(Bytes(columns));
            foreach (ManifestEntry entry in manifest.Entries())
            {
                cancellation.ThrowIfCancellationRequested();
                IndexRow row = IndexRow.Of(entry, columns);
                ReadOnlySpan<byte> bytes = Bytes(row.Fields);
                if (order is null)
                {
                    stream.Write(bytes);
                }
                else
                {
                    order.Add(bytes);
                }

                rows++;
                onPicture(entry, row.Failure);
            }

            order?.WriteTo(stream);

            ReadOnlySpan<byte> Bytes(string[] fields)
            {
                record.SetLength(0);
                csv.WriteRecord(fields);
                csv.Flush();
                return record.GetBuffer().AsSpan(0, (int)record.Length);
            }
        });
        return rows;
    }
}
