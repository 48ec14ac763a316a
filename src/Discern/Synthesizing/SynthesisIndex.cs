using System.Globalization;
using CsvHelper;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Synthesizing;

/// <summary><c>index.csv</c> of synthetic pictures, as <see cref="IndexReader"/> reads it: all of them are to learn from.</summary>
internal static class SynthesisIndex
{
    /// <summary>What stands between the names of parents.</summary>
    public const string Separator = " | ";

    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    /// <summary>Writes <c>path,category,split,method,parents,nearest,distance</c>.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void Write(string folder, string category, string method, IEnumerable<SynthesisRow> rows) =>
        AtomicFile.WriteText(Path.Combine(folder, IndexReader.FileName), text =>
        {
            using CsvWriter csv = CsvWriter.Create(text, Format, leaveOpen: true);
            Write(csv, "path", "category", "split", "method", "parents", "nearest", "distance");
            foreach (SynthesisRow row in rows)
            {
                string distance = row.Distance.ToString("0.0000", CultureInfo.InvariantCulture);
                Write(csv, row.Path, category, SplitNames.Name(Split.Train), method, string.Join(Separator, row.Parents), row.Nearest, distance);
            }
        });

    private static void Write(CsvWriter csv, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }
}
