using System.Globalization;
using CsvHelper;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Cleaning;

/// <summary><c>issues.csv</c>: a row for each issue, worst first within its kind.</summary>
public static class IssuesCsv
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };
    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = 1 << 20, // a quote that is never closed would else take in the whole file
    };

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

    /// <summary>Reads the table, in its order.</summary>
    /// <exception cref="DiscernException">The file cannot be read, or is no such table; the sentence says the line.</exception>
    public static IReadOnlyList<IssueRow> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, Reading);
            var rows = new List<IssueRow>();
            while (csv.Read())
            {
                rows.Add(ReadRow(csv, path));
            }

            return csv.Headers.SequenceEqual(Headings, StringComparer.Ordinal) ? rows : throw Fault(path, 1, $"its columns are not {string.Join(',', Headings)}", cause: null);
        }
        catch (CsvFormatException exception)
        {
            throw Fault(path, exception.LineNumber, exception.Message.TrimEnd('.'), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' cannot be read: {exception.Message.TrimEnd('.')}. Run 'discern clean' again to write it anew.", exception);
        }
    }

    private static IssueRow ReadRow(CsvReader csv, string path)
    {
        if (csv.FieldCount != Headings.Length)
        {
            throw Fault(path, csv.LineNumber, $"expected {Headings.Length} fields, found {csv.FieldCount}", cause: null);
        }

        string name = csv.GetString(0);
        IssueKind? kind = IssueKinds.All.Where(each => IssueKinds.Name(each).Equals(name, StringComparison.Ordinal)).Cast<IssueKind?>().FirstOrDefault();
        return new IssueRow(
            kind ?? throw Fault(path, csv.LineNumber, $"there is no kind '{name}' of issues", cause: null),
            csv.GetString(1).Length == 0 ? null : csv.GetString(1),
            csv.GetString(4).Length == 0 ? null : csv.GetString(4),
            double.TryParse(csv.GetString(5), NumberStyles.Float, CultureInfo.InvariantCulture, out double score) ? score : throw Fault(path, csv.LineNumber, $"'{csv.GetString(5)}' is no number", cause: null),
            csv.GetString(6));
    }

    private static DiscernException Fault(string path, long line, string what, Exception? cause) =>
        new($"'{path}', line {line}: {what}. Run 'discern clean' again to write it anew.", cause!);
}
