using CsvHelper;
using Discern.Runs;

namespace Discern.Crawling.Storing;

/// <summary>Writes what is known to the tables that people and other commands read.</summary>
internal static class CrawlTables
{
    /// <summary>The list of pictures.</summary>
    public const string IndexName = "index.csv";

    /// <summary>The list of what was skipped.</summary>
    public const string SkippedName = "skipped.csv";

    private static readonly CsvWriterOptions s_format = new() { NewLine = "\n" };

    /// <summary>Writes <c>index.csv</c>: the pictures that were kept and still lie in the folder.</summary>
    /// <returns>How many rows it has, and how many pictures somebody has taken out of the folder since.</returns>
    public static (int Rows, int Gone) WriteIndex(string folder, IEnumerable<KeptPicture> pictures)
    {
        int rows = 0, gone = 0;
        AtomicFile.Write(Path.Combine(folder, IndexName), stream =>
        {
            using CsvWriter csv = CsvWriter.Create(stream, s_format, leaveOpen: true);
            csv.WriteHeader("id", "category", "image_url", "name", "page_url", "licence", "sha256", "fetched_at");
            foreach (KeptPicture picture in pictures)
            {
                if (!File.Exists(Path.Combine(folder, picture.FileName)))
                {
                    gone++;
                    continue;
                }

                csv.WriteRecord(picture.Id, picture.Category, picture.Address, picture.Name, picture.Page, picture.Licence, picture.Sha256, picture.FetchedAt);
                rows++;
            }
        });
        return (rows, gone);
    }

    /// <summary>Writes <c>skipped.csv</c>.</summary>
    /// <returns>How many rows it has.</returns>
    public static int WriteSkipped(string folder, IEnumerable<Skipped> skipped)
    {
        int rows = 0;
        AtomicFile.Write(Path.Combine(folder, SkippedName), stream =>
        {
            using CsvWriter csv = CsvWriter.Create(stream, s_format, leaveOpen: true);
            csv.WriteHeader("what", "url", "page_url", "reason");
            foreach (Skipped item in skipped)
            {
                csv.WriteRecord(item.What, item.Address, item.Page, item.Reason);
                rows++;
            }
        });
        return rows;
    }
}
