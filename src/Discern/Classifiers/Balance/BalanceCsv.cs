using System.Globalization;
using CsvHelper;
using Discern.Balancing;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Classifiers.Balance;

/// <summary><c>balance.csv</c> of a run: how often each training picture is learnt from.</summary>
internal static class BalanceCsv
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    /// <summary>Writes <c>path,class,times,parent_of</c>: 0 times for a picture left out; how many made rows it is a parent of.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void Write(RunFolder run, ReadableExamples examples, Resampling chosen)
    {
        Example[] pictures = [.. examples.Of(Split.Train).Select(pair => pair.Example)];
        int[] times = new int[pictures.Length];
        int[] children = new int[pictures.Length];
        foreach (int picture in chosen.Kept.Concat(chosen.Copies))
        {
            times[picture]++;
        }

        foreach (SyntheticRow row in chosen.Synthetic)
        {
            children[row.First]++;
            children[row.Second]++;
        }

        run.WriteText(Path.Combine(run.Path, "balance.csv"), text =>
        {
            using CsvWriter csv = CsvWriter.Create(text, Format, leaveOpen: true);
            Row(csv, "path", "class", "times", "parent_of");
            for (int picture = 0; picture < pictures.Length; picture++)
            {
                Row(csv, pictures[picture].Path, examples.Dataset.Classes[pictures[picture].Label],
                    times[picture].ToString(CultureInfo.InvariantCulture), children[picture].ToString(CultureInfo.InvariantCulture));
            }
        });
    }

    private static void Row(CsvWriter csv, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }
}
