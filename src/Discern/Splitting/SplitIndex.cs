using CsvHelper;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Splitting;

/// <summary>Writes the table of a split as <see cref="IndexReader"/> reads it, with where each picture came from.</summary>
internal static class SplitIndex
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    /// <summary>Writes <c>path,category,split,group,source</c>; the source is a path in the data set.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<SplitPicture> pictures, IReadOnlyList<string> classes) =>
        AtomicFile.WriteText(Path.Combine(folder, IndexReader.FileName), text =>
        {
            using CsvWriter csv = CsvWriter.Create(text, Format, leaveOpen: true);
            Row(csv, "path", "category", "split", "group", "source");
            foreach (SplitPicture picture in pictures)
            {
                Example example = picture.Example;
                Row(csv, picture.Path, classes[example.Label], SplitNames.Name(example.Split), example.Group ?? "", example.Path);
            }
        });

    private static void Row(CsvWriter csv, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }
}
