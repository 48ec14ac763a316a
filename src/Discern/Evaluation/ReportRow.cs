using System.Globalization;
using System.Text;

namespace Discern.Evaluation;

/// <summary>One line of a classification report: a name and four cells in scikit-learn's layout, nine characters and a space each.</summary>
internal sealed record ReportRow(string Name, string Cells)
{
    private const int CellWidth = 9;
    private const string LongestAverage = "weighted avg";

    /// <summary>The names of the four cells.</summary>
    public static string Header { get; } = Join("precision", "recall", "f1-score", "support");

    /// <summary>The line of a class.</summary>
    public static ReportRow Of(ClassEvaluation item) =>
        Of(ShownName.Of(item.Name), item.Precision, item.Recall, item.F1, item.Support);

    /// <summary>The lines below the classes: accuracy and the two averages.</summary>
    public static ReportRow[] Averages(SplitEvaluation evaluation) =>
    [
        new ReportRow("accuracy", Join("", "", TwoDigits(evaluation.Accuracy), Text(evaluation.Count))),
        Of("macro avg", evaluation.MacroPrecision, evaluation.MacroRecall, evaluation.MacroF1, evaluation.Count),
        Of(LongestAverage, evaluation.WeightedPrecision, evaluation.WeightedRecall, evaluation.WeightedF1, evaluation.Count),
    ];

    /// <summary>The width of the column of names, in code points.</summary>
    public static int NameWidth(IEnumerable<string> names) =>
        names.Select(CodePoints).Append(LongestAverage.Length).Max();

    /// <summary>Right-aligns a name; as Python does, a letter outside the basic plane counts once.</summary>
    public static string Pad(string name, int width) => new string(' ', width - CodePoints(name)) + name;

    private static ReportRow Of(string name, Estimate precision, Estimate recall, Estimate f1, int support) =>
        new(name, Join(TwoDigits(precision), TwoDigits(recall), TwoDigits(f1), Text(support)));

    private static string Join(params ReadOnlySpan<string> cells)
    {
        StringBuilder text = new();
        foreach (string cell in cells)
        {
            text.Append(' ').Append(cell.PadLeft(CellWidth));
        }

        return text.ToString();
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Python's <c>.2f</c>. It rounds a number that lies exactly between two to the even digit, .NET's F2 away from zero. With two
    /// digits only odd eighths lie exactly between: every other number of the kind x.xx5 is no binary fraction.
    /// </summary>
    internal static string TwoDigits(Estimate estimate)
    {
        double value = estimate.Value;
        bool isOddEighth = Math.Abs(value * 8 % 2) == 1;
        double rounded = isOddEighth ? (double)Math.Round((decimal)value, 2, MidpointRounding.ToEven) : value;
        return rounded.ToString("F2", CultureInfo.InvariantCulture);
    }

    private static int CodePoints(string name) => name.EnumerateRunes().Count();
}
