using CsvHelper;
using Discern.Runs;

namespace Discern.Crawling.Storing;

/// <summary>Writes what was skipped for people to read.</summary>
internal static class SkippedTable
{
    /// <summary>The list of what was skipped.</summary>
    public const string FileName = "skipped.csv";

    private static readonly CsvWriterOptions s_format = new() { NewLine = "\n" };

    /// <summary>Writes <c>skipped.csv</c>.</summary>
    /// <returns>How many rows it has.</returns>
    public static int Write(string folder, IEnumerable<Skipped> skipped)
    {
        int rows = 0;
        AtomicFile.Write(Path.Combine(folder, FileName), stream =>
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
