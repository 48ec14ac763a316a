using CsvHelper;
using Discern.Runs;

namespace Discern.Crawling.Storing;

/// <summary>
/// The list of pictures, which people and other commands write in, too: what it says stays as it is, columns and rows that others
/// added included; pictures that are new are put at its end.
/// </summary>
internal static class IndexTable
{
    /// <summary>The name of the table.</summary>
    public const string FileName = "index.csv";

    private const string IdColumn = "id";

    private static readonly string[] s_columns = [IdColumn, "category", "image_url", "name", "page_url", "licence", "sha256", "fetched_at"];
    private static readonly CsvWriterOptions s_writing = new() { NewLine = "\n" };
    private static readonly CsvReaderOptions s_reading = new()
    {
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = 1 << 20, // a quote that is never closed would else take in the whole file
    };

    /// <summary>Brings the table up to date.</summary>
    /// <param name="folder">Where it lies, and the pictures with it.</param>
    /// <param name="pictures">The pictures that were kept, enumerated twice; those that no longer lie in the folder lose their row.</param>
    /// <returns>How many rows it has, and how many pictures somebody has taken out of the folder.</returns>
    /// <exception cref="DiscernException">The table that is there is not well-formed.</exception>
    public static (int Rows, int Gone) Write(string folder, IEnumerable<KeptPicture> pictures)
    {
        string path = Path.Combine(folder, FileName);
        HashSet<string> gone = [.. pictures.Where(picture => !IsThere(folder, picture)).Select(picture => picture.Id)];
        int rows = 0;
        AtomicFile.Write(path, stream =>
        {
            using CsvWriter csv = CsvWriter.Create(stream, s_writing, leaveOpen: true);
            using CsvReader? before = File.Exists(path) ? CsvReader.FromFile(path, s_reading) : null;
            string[] added = before is null ? [] : [.. before.Headers.Except(s_columns, StringComparer.Ordinal)];
            csv.WriteHeader([.. s_columns, .. added]);
            var listed = new HashSet<string>(StringComparer.Ordinal);
            foreach (string[] row in RowsOf(before, path, [.. s_columns, .. added]))
            {
                if (!gone.Contains(row[0]))
                {
                    listed.Add(row[0]);
                    csv.WriteRecord(row);
                    rows++;
                }
            }

            foreach (KeptPicture picture in pictures.Where(picture => !gone.Contains(picture.Id) && !listed.Contains(picture.Id)))
            {
                string[] own = [picture.Id, picture.Category, picture.Address, picture.Name, picture.Page, picture.Licence, picture.Sha256, picture.FetchedAt];
                csv.WriteRecord([.. own, .. added.Select(_ => "")]);
                rows++;
            }
        });
        return (rows, gone.Count);
    }

    private static bool IsThere(string folder, KeptPicture picture) => File.Exists(Path.Combine(folder, picture.FileName));

    private static IEnumerable<string[]> RowsOf(CsvReader? table, string path, string[] columns)
    {
        int?[] places = [.. columns.Select(name => table is not null && table.TryGetFieldIndex(name, out int place) ? place : (int?)null)];
        while (table is not null && Read(table, path))
        {
            yield return [.. places.Select(place => place is { } at ? table.GetString(at) : "")];
        }
    }

    private static bool Read(CsvReader table, string path)
    {
        try
        {
            return table.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new DiscernException(
                $"'{path}' is not a well-formed table at line {exception.LineNumber}: {exception.Message.TrimEnd('.')}. The pictures of this crawl are kept and known: put the row right, and run the same command again.",
                exception);
        }
    }
}
