using CsvHelper;
using Discern.Neural.Training;

namespace Discern.Runs;

/// <summary>Reads and writes <c>history.csv</c>, one row per epoch.</summary>
internal static class HistoryCsv
{
    private static readonly string[] Columns =
        ["epoch", "loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate", "seconds"];

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = 1 << 16,
    };

    public static void Write(IEnumerable<EpochResult> history, Stream stream)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (string column in Columns)
        {
            csv.WriteField(column);
        }

        csv.EndRecord();
        foreach (EpochResult epoch in history)
        {
            csv.WriteField(epoch.Epoch);
            csv.WriteField(epoch.Loss);
            csv.WriteField(epoch.Accuracy);
            csv.WriteField(epoch.ValidationLoss);
            csv.WriteField(epoch.ValidationAccuracy);
            csv.WriteField(epoch.LearningRate);
            csv.WriteField(epoch.Seconds);
            csv.EndRecord();
        }
    }

    /// <exception cref="DiscernException">The table is malformed; the sentence says the line.</exception>
    public static List<EpochResult> Read(string path)
    {
        try
        {
            using var csv = CsvReader.FromFile(path, Format);
            return ReadRows(csv, path);
        }
        catch (CsvFormatException exception)
        {
            throw Malformed(path, exception.LineNumber, exception.Message.TrimEnd('.'), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    private static List<EpochResult> ReadRows(CsvReader csv, string path)
    {
        int[] columns = [.. Columns.Select(name => csv.TryGetFieldIndex(name, out int column)
            ? column
            : throw Malformed(path, 1, $"the column '{name}' is missing"))];
        var history = new List<EpochResult>();
        while (csv.Read())
        {
            history.Add(new EpochResult(
                csv.TryParse(columns[0], out int epoch) ? epoch : throw Malformed(path, csv.LineNumber, "'epoch' is not a whole number"),
                Number(1) ?? throw NoNumber(1),
                Number(2) ?? throw NoNumber(2),
                Number(3),
                Number(4),
                Number(5) ?? throw NoNumber(5),
                Number(6) ?? throw NoNumber(6)));
        }

        return history;

        double? Number(int column) =>
            csv.IsEmpty(columns[column]) ? null : csv.TryParse(columns[column], out double value) ? value : throw NoNumber(column);

        DiscernException NoNumber(int column) => Malformed(path, csv.LineNumber, $"'{Columns[column]}' is not a number");
    }

    private static DiscernException Malformed(string path, long line, string why, Exception? cause = null)
    {
        string sentence = $"'{path}' is not a well-formed history at line {line}: {why}. Take it from a copy of the run, or train again.";
        return cause is null ? new DiscernException(sentence) : new DiscernException(sentence, cause);
    }
}
