using System.Text;

namespace Discern.Evaluation;

/// <summary>The table of precision, recall, F1 and support, in scikit-learn's text layout.</summary>
public static class ClassificationReport
{
    /// <summary>
    /// Formats the report, character for character as <c>sklearn.metrics.classification_report</c> does with its defaults: two
    /// digits, and only the classes that occur in truth or among the answers. Control characters in names show as U+FFFD.
    /// </summary>
    /// <returns>Lines that end in a line feed each.</returns>
    public static string Format(SplitEvaluation evaluation)
    {
        List<ReportRow> rows = [.. evaluation.Classes.Where(item => item.Occurs).Select(ReportRow.Of)];
        int width = ReportRow.NameWidth(rows.Select(row => row.Name));
        StringBuilder text = new();
        text.Append(ReportRow.Pad("", width)).Append(' ').Append(ReportRow.Header).Append("\n\n");
        Append(rows);
        text.Append('\n');
        Append(ReportRow.Averages(evaluation));
        return text.ToString();

        void Append(IEnumerable<ReportRow> lines)
        {
            foreach (ReportRow row in lines)
            {
                text.Append(ReportRow.Pad(row.Name, width)).Append(' ').Append(row.Cells).Append('\n');
            }
        }
    }
}
