using System.Globalization;
using CsvHelper;

namespace Discern.Evaluation;

/// <summary>The CSV form of a prediction table. Columns go by position, so that a class may be called "path".</summary>
internal static class PredictionCsv
{
    private const int FixedColumns = 3;
    private const string Remedy = "Evaluate the run again to write it anew.";

    private static readonly CsvWriterOptions Writing = new() { NewLine = "\n" };

    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        HasHeader = false, // the header is read as the record that it is
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    public static void Write(PredictionTable table, TextWriter writer)
    {
        using CsvWriter csv = CsvWriter.Create(writer, Writing, leaveOpen: true);
        csv.WriteField("path");
        csv.WriteField("label");
        csv.WriteField("predicted");
        foreach (string name in table.Classes)
        {
            csv.WriteField(name);
        }

        csv.EndRecord();
        foreach (Prediction row in table.Rows)
        {
            csv.WriteField(row.Path);
            csv.WriteField(table.Classes[row.Label]);
            csv.WriteField(table.Classes[row.Predicted]);
            foreach (float probability in row.Probabilities)
            {
                csv.WriteField(probability.ToString("R", CultureInfo.InvariantCulture));
            }

            csv.EndRecord();
        }
    }

    public static PredictionTable Read(TextReader reader, string name)
    {
        using CsvReader csv = CsvReader.Create(reader, Reading, leaveOpen: true);
        try
        {
            string[] classes = ReadHeader(csv, name);
            Dictionary<string, int> labels = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
            List<Prediction> rows = [];
            while (csv.Read())
            {
                rows.Add(ReadRow(csv, labels, name));
            }

            return new PredictionTable(classes, rows);
        }
        catch (CsvFormatException exception)
        {
            throw Fault(name, exception.LineNumber, "a quotation mark stands where CSV allows none, or is never closed", exception);
        }
    }

    private static string[] ReadHeader(CsvReader csv, string name)
    {
        string[] header = csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : [];
        if (header is not ["path", "label", "predicted", _, ..])
        {
            throw Fault(name, 1, "expected the columns path, label, predicted and then one per class");
        }

        string[] classes = header[FixedColumns..];
        string? twice = classes.CountBy(item => item, StringComparer.Ordinal).FirstOrDefault(pair => pair.Value > 1).Key;
        return twice is null ? classes : throw Fault(name, 1, $"the class '{twice}' has more than one column");
    }

    private static Prediction ReadRow(CsvReader csv, Dictionary<string, int> labels, string name)
    {
        if (csv.FieldCount != FixedColumns + labels.Count)
        {
            throw Fault(name, csv.LineNumber, $"expected {FixedColumns + labels.Count} fields, found {csv.FieldCount}");
        }

        float[] probabilities = new float[labels.Count];
        for (int index = 0; index < probabilities.Length; index++)
        {
            probabilities[index] = Probability(csv.GetString(FixedColumns + index));
        }

        return new Prediction(csv.GetString(0), Label(csv.GetString(1)), Label(csv.GetString(2)), probabilities);

        float Probability(string text) =>
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1
                ? value
                : throw Fault(name, csv.LineNumber, $"'{text}' is not a probability between 0 and 1");

        int Label(string text) => labels.TryGetValue(text, out int label)
            ? label
            : throw Fault(name, csv.LineNumber, $"the class '{text}' has no column");
    }

    private static DiscernException Fault(string name, long line, string what, Exception? cause = null)
    {
        string sentence = $"{name}, line {line}: {what}. {Remedy}";
        return cause is null ? new DiscernException(sentence) : new DiscernException(sentence, cause);
    }
}
