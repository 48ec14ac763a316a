using System.Globalization;
using CsvHelper;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Cleaning;

/// <summary><c>issues.csv</c>: a row for each issue, worst first within its kind.</summary>
public static class IssuesCsv
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };
    private static readonly string[] Headings = ["kind", "path", "label", "split", "related", "score", "explanation"];

    /// <summary>Writes the table: <c>kind,path,label,split,related,score,explanation</c>; an issue about a class has no path.</summary>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public static void Write(string path, CleaningResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        AtomicFile.WriteText(path, text =>
        {
            using CsvWriter csv = CsvWriter.Create(text, Format, leaveOpen: true);
            foreach (string heading in Headings)
            {
                csv.WriteField(heading);
            }

            csv.EndRecord();
            foreach (Issue issue in result.Issues)
            {
                SurveyedPicture? picture = issue.Picture is { } index ? result.Survey.Pictures[index] : null;
                csv.WriteField(IssueKinds.Name(issue.Kind));
                csv.WriteField(picture?.Path ?? "");
                csv.WriteField(picture?.Label ?? "");
                csv.WriteField(picture?.Split is { } split ? SplitNames.Name(split) : "");
                csv.WriteField(issue.Related.Count == 0 ? "" : result.Survey.Pictures[issue.Related[0]].Path);
                csv.WriteField(issue.Score.ToString("0.####", CultureInfo.InvariantCulture));
                csv.WriteField(issue.Explanation);
                csv.EndRecord();
            }
        });
    }
}
